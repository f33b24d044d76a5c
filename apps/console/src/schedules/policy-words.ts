import type { Schemas } from '#client/client.js';

type Definition = Schemas['Schedule']['definition'];

/** What is due while a run of the schedule has not ended. */
export const overlapWords = {
  skip: 'what is due is skipped',
  'buffer-one': 'one start waits for its end',
  allow: 'another is started beside it',
} as const satisfies Record<Definition['overlap'], string>;

/** A time that the clocks leave out. */
export const gapWords = {
  shift: 'started as much later',
  skip: 'not started that day',
} as const satisfies Record<Definition['gap'], string>;

/** A time that the clocks show twice. */
export const repeatedWords = {
  first: 'started the first time',
  last: 'started the second time',
  both: 'started both times',
} as const satisfies Record<Definition['repeated'], string>;
