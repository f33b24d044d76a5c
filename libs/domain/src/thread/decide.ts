import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { Classification, ReplyMatch, ThreadCommand, ThreadEvent } from './messages.js';

export interface ReceivedReply {
  readonly threadId: string;
  readonly replyId: string;
  /** Null while it is quarantined: nobody knows what it answers. */
  readonly match: ReplyMatch | null;
  /** The newest one holds. */
  readonly classification: Classification | null;
}

export interface ThreadState {
  /** In the order of arrival. */
  readonly replies: readonly ReceivedReply[];
}

export interface ThreadRejection {
  readonly rejected: 'no-such-reply';
  readonly detail: string;
}

/** A reply is received once. It may be classified anew when better evidence gives it another class, rule or status. */
const decide = (command: ThreadCommand, thread: ThreadState): readonly ThreadEvent[] | ThreadRejection => {
  const reply = thread.replies.find(({ replyId }) => replyId === command.data.replyId);
  switch (command.type) {
    case 'ReceiveReply': {
      if (reply !== undefined) return [];
      const { match, ...received } = command.data;
      return match === null
        ? [{ type: 'ReplyQuarantined', data: received }]
        : [{ type: 'ReplyReceived', data: { ...received, match } }];
    }
    case 'ClassifyReply': {
      if (reply === undefined) return reject('no-such-reply', 'the thread has no such reply');
      const { threadId, match, classification } = reply;
      if (classification !== null && isSame(classification, command.data)) return [];
      const origin = match === null ? {} : { runId: match.runId, communicationId: match.communicationId };
      return [{ type: 'ReplyClassified', data: { threadId, ...origin, ...command.data } }];
    }
    default:
      return assertNever(command);
  }
};

const isSame = (a: Classification, b: Classification): boolean =>
  a.class === b.class && a.rule === b.rule && a.status === b.status;

const evolve = (thread: ThreadState, event: ThreadEvent): ThreadState => {
  switch (event.type) {
    case 'ReplyReceived': {
      const { threadId, replyId, match } = event.data;
      return { replies: [...thread.replies, { threadId, replyId, match, classification: null }] };
    }
    case 'ReplyQuarantined': {
      const { threadId, replyId } = event.data;
      return { replies: [...thread.replies, { threadId, replyId, match: null, classification: null }] };
    }
    case 'ReplyClassified': {
      const { replyId, class: replyClass, rule, status } = event.data;
      const classification = { class: replyClass, rule, ...(status === undefined ? {} : { status }) };
      return {
        replies: thread.replies.map((reply) => (reply.replyId === replyId ? { ...reply, classification } : reply)),
      };
    }
    default:
      return assertNever(event);
  }
};

export const threadDecider: Decider<ThreadCommand, ThreadEvent, ThreadState, ThreadRejection> = {
  initial: { replies: [] },
  decide,
  evolve,
};
