import { millisOf } from '../kernel/calendar.js';
import { canonicalJson } from '../kernel/canonical-json.js';
import type { QueueFacts } from './facts.js';
import { plain } from './plain.js';
import { type Compared, differs, lasting, listed, many, notKnown, type Rule, same } from './rule.js';

/** Shorter differences in time are what two runs on a busy machine have between them, ms. */
const noticeableMs = 60_000;

export const approval: Rule<'approval'> = {
  noun: 'the review of drafts',
  are: 'is',
  place: 'execution',
  words: ({ reviewer, drafts, approved, rejected, expired }) => {
    if (reviewer === null) return 'not decided yet';
    if (reviewer === 'none' && drafts === 0) return 'nobody reviews';
    return `${many(drafts, 'draft')}: ${approved} approved, ${rejected} rejected, ${expired} expired`;
  },
  compare: (mine, other, { than }) => {
    if (mine.reviewer !== other.reviewer) {
      // Who reviews is settled with the start: of a run without one nobody can say.
      if (mine.reviewer === null || other.reviewer === null) return notKnown;
      const asked = mine.reviewer === 'human';
      return differs(
        asked && mine.drafts > 0 ? 'delayed' : 'unseen',
        asked ? 1 : 0,
        asked ? `drafts waited for a person, unlike ${than}` : `nobody reviews drafts, unlike ${than}`,
        { place: 'campaign' },
      );
    }
    if (mine.longestMs > other.longestMs + noticeableMs)
      return differs('delayed', 1, `drafts waited ${lasting(mine.longestMs)} for a decision, longer than ${than}`);
    return same;
  },
};

export const limits: Rule<'limits'> = {
  noun: 'the limits',
  are: 'are',
  place: 'campaign',
  words: ({ perSecond, held }) => {
    const rate = perSecond === null ? 'no rate limit' : `${perSecond} messages per second`;
    const back = Object.entries(held ?? {}).map(([reason, count]) => `${count} held back (${reason})`);
    return [rate, ...back].join(', ');
  },
  compare: (mine, other, { than }): Compared => {
    const before = other.held;
    const heldBack =
      before === null ? [] : Object.entries(mine.held ?? {}).filter(([reason, count]) => count > (before[reason] ?? 0));
    if (heldBack.length > 0) {
      const count = heldBack.reduce((sum, [, one]) => sum + one, 0);
      const share = Math.min(1, count / Math.max(1, mine.messages));
      const reasons = heldBack.map(([reason]) => reason);
      return differs('delayed', share, `${many(count, 'message')} held back by ${listed(reasons)}, more than ${than}`);
    }
    if (canonicalJson(mine.set) === canonicalJson(other.set)) return same;
    const slower = leastMs(mine.perSecond, mine.messages) - leastMs(other.perSecond, mine.messages);
    if (slower >= 1_000)
      return differs(
        'delayed',
        1,
        `at ${mine.perSecond} messages per second it takes at least ${lasting(slower)} longer than ${than}`,
      );
    return differs('unseen', 0, `the limits differ from ${than}, and held no message back`);
  },
};

/** The shortest time in which so many messages can leave at this rate. */
const leastMs = (perSecond: number | null, messages: number): number =>
  perSecond === null ? 0 : (Math.max(0, messages - 1) / perSecond) * 1_000;

export const queue: Rule<'queue'> = {
  noun: 'the way through the queue',
  are: 'is',
  place: 'execution',
  words: ({ waitedMs, holds, orphaned }) =>
    [
      waitedMs === null ? 'not started' : `started ${lasting(waitedMs)} after it was queued`,
      ...(holds.length > 0 ? [`on hold (${listed(scopesOf(holds))})`] : []),
      ...(orphaned > 0 ? [`${orphaned} left in the air by a lost worker`] : []),
    ].join(', '),
  compare: (mine, other, { than }) => {
    const [here, there] = [mine.holds.length, other.holds.length];
    if (here > there) {
      const scopes = listed(scopesOf(mine.holds));
      const told =
        there === 0
          ? `a hold (${scopes}) was on while it ran, unlike ${than}`
          : `${many(here, 'hold')} (${scopes}) were on while it ran, more than during ${than}`;
      return differs('delayed', 1, told);
    }
    if (mine.waitedMs !== null && mine.waitedMs > (other.waitedMs ?? 0) + noticeableMs)
      return differs('delayed', 1, `it waited ${lasting(mine.waitedMs)} in the queue, longer than ${than}`);
    if (here < there) {
      const told =
        here === 0
          ? `holds were on during ${than}, and none while this ran`
          : `more holds were on during ${than} than while this ran`;
      return differs('unseen', 0, told);
    }
    return same;
  },
  now: {
    words: ({ holds }) => (holds.length === 0 ? 'no hold is on' : `on hold (${listed(scopesOf(holds))})`),
    compare: (mine, now) => (scopesOf(mine.holds).join() === scopesOf(now.holds).join() ? 'same' : 'differs'),
  },
};

const scopesOf = (holds: QueueFacts['holds']): readonly string[] =>
  [...new Set(holds.map(({ scope }) => scope))].toSorted();

export const timing: Rule<'timing'> = {
  noun: 'the timing',
  are: 'is',
  place: 'execution',
  words: ({ status, startAt, startedAt, rescheduled, paused, ended }) =>
    [
      ended ?? (startedAt === null ? status : `started ${startedAt}`),
      ...(startAt === null ? [] : [`planned for ${startAt}`]),
      ...(rescheduled > 0 ? [`rescheduled ${many(rescheduled, 'time')}`] : []),
      ...(paused > 0 ? [`paused ${many(paused, 'time')}`] : []),
    ].join(', '),
  compare: (mine, other, { than }) => {
    if (mine.ended !== null && mine.ended !== other.ended)
      return differs('stopped', 1, `the run was ${mine.ended}, unlike ${than}`);
    if (mine.rescheduled > other.rescheduled && !mine.broughtForward)
      return differs('delayed', 1, `it was rescheduled ${many(mine.rescheduled, 'time')}, unlike ${than}`);
    if (mine.paused > other.paused)
      return differs('delayed', 1, `it was paused ${many(mine.paused, 'time')}, unlike ${than}`);
    if ((mine.lateMs ?? 0) > (other.lateMs ?? 0) + noticeableMs)
      return differs('delayed', 1, `it began ${lasting(mine.lateMs ?? 0)} late, later than ${than}`);
    if (mine.rescheduled > other.rescheduled)
      return differs('unseen', 0, `it was rescheduled to an earlier start, unlike ${than}`);
    if (hoursApart(mine.startedAt, other.startedAt) > 2)
      return differs('unseen', 0, `it started at another time of day than ${than}`);
    const steered = (one: typeof mine) => canonicalJson(plain([one.ended, one.rescheduled, one.paused]));
    return steered(mine) === steered(other)
      ? same
      : differs('unseen', 0, `the timing of ${than} was changed more than this one's`);
  },
};

/** Between two times of day, whatever the day. */
const hoursApart = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return 0;
  const hours = (Math.abs(millisOf(a) - millisOf(b)) / 3_600_000) % 24;
  return Math.min(hours, 24 - hours);
};

export const provider: Rule<'provider'> = {
  noun: 'what the provider did',
  are: 'is',
  place: 'execution',
  words: ({ name, refused, deferred, unknown, bounced }) =>
    [
      name ?? 'none yet',
      ...Object.entries(refused).map(([code, count]) => `${count} refused (${code})`),
      ...(deferred > 0 ? [`${deferred} deferred`] : []),
      ...(unknown > 0 ? [`${unknown} unknown`] : []),
      ...(bounced > 0 ? [`${bounced} bounced`] : []),
    ].join(', '),
  compare: (mine, other, { than, mine: { fate } }) => {
    if (mine.deferred > other.deferred)
      return differs(
        'delayed',
        mine.deferred / Math.max(1, fate.courses.length),
        `the provider put ${many(mine.deferred, 'message')} off, more than ${than}`,
      );
    if (mine.hash !== other.hash && mine.hash !== null && other.hash !== null)
      return differs('unseen', 0, `the provider is set up otherwise than ${than}`);
    const told = ({ refused, unknown, bounced, deferred }: typeof mine) =>
      canonicalJson({ refused, unknown, bounced, deferred });
    return told(mine) === told(other) ? same : differs('unseen', 0, `the provider answered otherwise than ${than}`);
  },
};
