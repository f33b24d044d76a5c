import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';

export type Verdict = 'approve' | 'reject';

export type Decision = Schemas['Decision'];

/** A draft bound to the content that was shown. */
export interface SeenDraft {
  readonly id: string;
  readonly contentHash: string;
}

/** A request decides on so many. */
const mostAtOnce = 1_000;

interface Ask {
  readonly verdict: Verdict;
  readonly drafts: readonly SeenDraft[];
  readonly note: string;
  /** The same for the same request, however often it is asked. */
  keyOf(request: unknown): string;
  /** So many of them have been asked about. */
  onAsked(count: number): void;
}

/** One request after the other; what came before a request that fails stays decided. Throws `ProblemAnswer`. */
export const decide = async ({ verdict, drafts, note, keyOf, onAsked }: Ask): Promise<Decision> => {
  let decided = 0;
  const items: Decision['items'] = [];
  for (let from = 0; from < drafts.length; from += mostAtOnce) {
    const some = drafts.slice(from, from + mostAtOnce);
    const body = { drafts: some, ...(note === '' ? {} : { note }) };
    const params = { header: { 'Idempotency-Key': keyOf({ verdict, body }) } };
    const answer =
      verdict === 'approve'
        ? await answered(api.POST('/v1/drafts/approve', { params, body }))
        : await answered(api.POST('/v1/drafts/reject', { params, body }));
    decided += answer.decided;
    items.push(...answer.items.filter(({ ok }) => !ok));
    onAsked(from + some.length);
  }
  return { decided, items };
};
