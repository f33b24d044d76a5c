import { type Blame, blamesOf } from './blame.js';
import { approval, limits, provider, queue, timing } from './course-rules.js';
import type { Evidence, Fact, Facts, FactValues } from './facts.js';
import { type Effect, type Factor, factors, type LessonPlace, type FactorVerdict } from './factors.js';
import { audience, contactData, replies, variables } from './people-rules.js';
import { type Compared, differs, many, notKnown, type Rule } from './rule.js';
import { goal, instructions, sender, template } from './written-rules.js';

const rules: { readonly [F in Factor]: Rule<F> } = {
  approval,
  replies,
  'contact data': contactData,
  variables,
  instructions,
  template,
  goal,
  sender,
  audience,
  limits,
  queue,
  timing,
  provider,
};

/** One factor: what this run or message had, what the other had, what is now, and whether that matters. */
export interface Row {
  /** From 1; the first is the likely cause when it differs. */
  readonly rank: number;
  readonly factor: Factor;
  readonly place: LessonPlace;
  /** In words; null: not known. */
  readonly had: string | null;
  readonly other: string | null;
  readonly now: string | null;
  readonly againstOther: FactorVerdict;
  readonly againstNow: FactorVerdict;
  readonly effect: Effect;
  /** Of the messages, 0 to 1: how far the effect reached. */
  readonly share: number;
  readonly sentence: string;
  /** Why it has this rank. */
  readonly because: string;
  readonly events: readonly Evidence[];
  readonly otherEvents: readonly Evidence[];
}

export interface Sided {
  readonly mine: Facts;
  /** Null: there is no other run to compare with. */
  readonly other: Facts | null;
  /** The other side, as a noun: `the previous run`. */
  readonly than: string;
  /** What would be used now; null: not known. A factor that is null in it has no now: only a run has it. */
  readonly now: Facts | null;
}

/** Every factor, the likely cause first. Pure: equal facts have equal rows. */
export const explain = (sided: Sided): readonly Row[] => {
  const blames = blamesOf(sided.mine, sided.other);
  return factors
    .map((factor) => rowOf(factor, rules, sided, blames.get(factor)))
    .toSorted((a, b) => weightOf(b) - weightOf(a))
    .map((row, at) => ({ ...row, rank: at + 1 }));
};

type Unranked = Omit<Row, 'rank'>;

const rowOf = <F extends Factor>(
  factor: F,
  { [factor]: rule }: { readonly [K in F]: Rule<K> },
  { mine, other, than, now }: Sided,
  blame: Blame | undefined,
): Unranked => {
  const had = factIn(mine, factor);
  const before = other === null ? null : factIn(other, factor);
  const then = now === null ? null : factIn(now, factor);
  const against = (side: Facts | null, value: FactValues[F] | undefined, words: string): Compared =>
    side === null || had === null || value === undefined
      ? notKnown
      : rule.compare(had.value, value, { mine, other: side, than: words });
  const sinceOther = withBlame(against(other, before?.value, than), blame, { factor, than, compared: other !== null });
  const sinceNow = rule.now === undefined ? against(now, then?.value, 'what is there now') : notKnown;
  const told = telling(sinceOther, sinceNow);
  return {
    factor,
    place: told.place ?? rule.place,
    had: had === null ? null : rule.words(had.value),
    other: before === null ? null : rule.words(before.value),
    now: then === null ? null : (rule.now?.words ?? rule.words)(then.value),
    againstOther: other === null ? 'not known' : sinceOther.verdict,
    againstNow:
      now !== null && then === null
        ? 'not applicable'
        : had !== null && then !== null && rule.now !== undefined
          ? rule.now.compare(had.value, then.value)
          : sinceNow.verdict,
    effect: told.effect,
    share: told.share,
    sentence: told.sentence ?? plainSentence(rule, sinceOther, sinceNow, than),
    because: reasons[told.effect](told.share),
    events: firstOf([...(told.events ?? []), ...(had?.events ?? [])]),
    otherEvents: firstOf(before?.events ?? []),
  };
};

/** What did not leave for it outweighs whatever else differs. */
const withBlame = (
  compared: Compared,
  blame: Blame | undefined,
  about: { readonly factor: Factor; readonly than: string; readonly compared: boolean },
): Compared => {
  if (blame === undefined) return compared;
  const what = blame.what.slice(0, 3).join(', ');
  const stopped = blame.count === 0 ? `the run ${what}` : `${many(blame.count, 'message')}: ${what}`;
  const unlike = blame.alsoThere ? `, a larger share than in ${about.than}` : `, unlike ${about.than}`;
  const sentence = `${stopped}${about.compared ? unlike : ''}`;
  const place = compared.verdict === 'differs' ? compared.place : undefined;
  return differs('stopped', blame.share, sentence, { ...(place === undefined ? {} : { place }), events: blame.events });
};

interface Telling {
  readonly effect: Effect;
  readonly share: number;
  readonly sentence?: string;
  readonly place?: LessonPlace;
  readonly events?: readonly Evidence[];
}

/** What a row says: how it differs from the other run, or else what was changed since. */
const telling = (other: Compared, now: Compared): Telling => {
  const reachedSince = now.verdict === 'differs' && now.effect !== 'unseen';
  if (other.verdict === 'differs' && (other.effect !== 'unseen' || !reachedSince))
    return { ...other, sentence: sentenced(other.sentence) };
  if (now.verdict !== 'differs') return { effect: 'none', share: 0 };
  return {
    ...now,
    events: [],
    effect: reachedSince ? 'later' : 'unseen',
    sentence: sentenced(`since then: ${now.sentence}`),
  };
};

const sentenced = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const plainSentence = (
  { noun, are }: Rule<Factor> | Rule<never>,
  other: Compared,
  now: Compared,
  than: string,
): string => {
  if (other.verdict === 'same')
    return sentenced(`${noun} ${are} the same as in ${than}${now.verdict === 'same' ? ', and as now' : ''}`);
  return sentenced(
    now.verdict === 'same'
      ? `${noun} ${are} the same as now`
      : `the events do not tell whether ${noun} ${are} the same as in ${than}`,
  );
};

const percent = (share: number): string => `${Math.max(1, Math.round(share * 100))} % of the messages`;

const reasons: { readonly [E in Effect]: (share: number) => string } = {
  stopped: (share) => `It kept ${percent(share)} from leaving or arriving.`,
  changed: (share) => `It changed what is said, or to whom: ${percent(share)}.`,
  delayed: (share) => `It made ${percent(share)} leave later.`,
  later: () => 'It was changed after this run, so it cannot have shaped it; messages written now would be others.',
  unseen: () => 'It differs, and no event shows that it reached a message.',
  none: () => 'Nothing shows that it differs.',
};

/**
 * What kept messages from leaving comes before what they said, and that before when they left; each by the share of
 * messages it reached. What cannot have reached any comes after all of these.
 */
const weights: { readonly [E in Effect]: number } = {
  stopped: 10,
  changed: 9,
  delayed: 5,
  later: 0.04,
  unseen: 0.02,
  none: 0,
};

/** However few it reached, it did reach some. */
const leastShare = 0.01;

const weightOf = ({ effect, share, againstOther }: Unranked): number => {
  if (effect === 'none') return againstOther === 'not known' ? 0.01 : 0;
  const reached = effect === 'later' || effect === 'unseen' ? 1 : Math.max(leastShare, share);
  return weights[effect] * reached;
};

const mostEvents = 20;

const firstOf = (events: readonly Evidence[]): readonly Evidence[] => {
  const seen = new Map(events.map((event) => [`${event.revision}@${event.stream}`, event]));
  return [...seen.values()].slice(0, mostEvents);
};

const factIn = <F extends Factor>({ of }: Facts, factor: F): Fact<FactValues[F]> | null => of[factor];
