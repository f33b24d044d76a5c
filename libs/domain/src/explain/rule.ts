import type { Evidence, Facts, FactValues } from './facts.js';
import type { Effect, Factor, FactorVerdict, LessonPlace } from './factors.js';

/** What two sides have not in common, and how far it reached. */
export interface Differs {
  readonly verdict: 'differs';
  readonly effect: Exclude<Effect, 'later' | 'none'>;
  /** Of the messages: 0 to 1. */
  readonly share: number;
  /** One plain sentence without its full stop. */
  readonly sentence: string;
  readonly place?: LessonPlace;
  /** Events of this side that show it, before those of the fact. */
  readonly events?: readonly Evidence[];
}

export type Compared = Differs | { readonly verdict: 'same' } | { readonly verdict: 'not known' };

export interface Sides {
  readonly mine: Facts;
  readonly other: Facts;
  /** The other side, as a noun: `the previous run`, `what is there now`. */
  readonly than: string;
}

/** How one factor is looked at. */
export interface Rule<F extends Factor> {
  /** Its name as the subject of a sentence, and the verb that goes with it. */
  readonly noun: string;
  readonly are: 'is' | 'are';
  /** Where a lesson about it belongs, unless the comparison says otherwise. */
  readonly place: LessonPlace;
  /** What one side had, in words. */
  readonly words: (value: FactValues[F]) => string;
  readonly compare: (mine: FactValues[F], other: FactValues[F], sides: Sides) => Compared;
  /** For what is there now and yet cannot say why the run came out as it did. */
  readonly now?: {
    readonly words: (value: FactValues[F]) => string;
    readonly compare: (mine: FactValues[F], now: FactValues[F]) => FactorVerdict;
  };
}

export const same: Compared = { verdict: 'same' };
export const notKnown: Compared = { verdict: 'not known' };

export const differs = (
  effect: Differs['effect'],
  share: number,
  sentence: string,
  more: Pick<Differs, 'place' | 'events'> = {},
): Differs => ({ verdict: 'differs', effect, share, sentence, ...more });

/** `1 message`, `3 messages`. */
export const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `a`, `a and b`, `a, b and 3 more`. */
export const listed = (names: readonly string[], most = 5): string => {
  const [last = '', ...before] =
    names.length > most
      ? [`${names.length - most} more`, ...names.slice(0, most)]
      : [...names.slice(-1), ...names.slice(0, -1)];
  return before.length === 0 ? last : `${before.join(', ')} and ${last}`;
};

/** A duration that people can read: `4 s`, `14 min`, `3 h`. */
export const lasting = (ms: number): string => {
  if (ms < 60_000) return `${Math.round(ms / 1_000)} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
};
