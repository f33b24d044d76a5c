import type { Schemas } from '#client/client.js';

type Reply = Schemas['ReplySummary'];

export interface ReplyThread {
  /** Of the message that was answered: `<batch>.<index>`. */
  readonly place: string;
  readonly communicationId: string;
  /** Oldest first. */
  readonly replies: readonly Reply[];
}

/** Replies to the same message belong together; the thread with the newest reply comes first. */
export const threadsOf = (replies: readonly Reply[]): readonly ReplyThread[] => {
  const threads = new Map<string, Reply[]>();
  for (const reply of replies) {
    if (reply.communicationId === null) continue;
    const thread = threads.get(reply.communicationId);
    if (thread === undefined) threads.set(reply.communicationId, [reply]);
    else thread.push(reply);
  }
  const newest = (thread: readonly Reply[]): string => thread.at(-1)?.receivedAt ?? '';
  return [...threads]
    .map(([communicationId, all]) => ({
      communicationId,
      place: communicationId.slice(communicationId.indexOf('.') + 1),
      replies: all.toSorted((a, b) => a.receivedAt.localeCompare(b.receivedAt)),
    }))
    .toSorted((a, b) => newest(b.replies).localeCompare(newest(a.replies)));
};
