/**
 * What may have made a run, or one of its messages, come out as it did. The order is that of equal ranks: what lies
 * nearest to the message first.
 */
export const factors = [
  'approval',
  'replies',
  'contact data',
  'variables',
  'instructions',
  'template',
  'goal',
  'sender',
  'audience',
  'limits',
  'queue',
  'timing',
  'provider',
] as const;
export type Factor = (typeof factors)[number];

/** Where a lesson belongs: who wants another outcome changes it there. */
export const places = ['campaign', 'goal', 'execution', 'contact data'] as const;
export type LessonPlace = (typeof places)[number];

/** `not applicable`: the side that is compared with can have no such thing. */
export const verdicts = ['differs', 'same', 'not known', 'not applicable'] as const;
export type FactorVerdict = (typeof verdicts)[number];

/**
 * What the events show a factor to have done.
 * - `stopped`: messages did not leave, or did not arrive, for it.
 * - `changed`: messages say something else, or went to others.
 * - `delayed`: messages left later.
 * - `later`: it was changed after the run; messages written now would be others.
 * - `unseen`: it differs, and nothing shows that it reached a message.
 * - `none`: it does not differ, or nobody knows.
 */
export const effects = ['stopped', 'changed', 'delayed', 'later', 'unseen', 'none'] as const;
export type Effect = (typeof effects)[number];
