import type { ReportEvent } from '#domain/batch/messages.js';
import { channelKinds } from '#domain/campaign/messages.js';
import { occurrenceDecider, occurrenceStream } from '#domain/occurrence/decide.js';
import {
  type OccurrenceEvent,
  type PlannerTerm,
  skipReasons as occurrenceSkips,
  type Verdict,
} from '#domain/occurrence/messages.js';
import { type RunStatus, runStatuses } from '#domain/run/lifecycle.js';
import { runTypes } from '#domain/run/messages.js';
import { skipReasons } from '#domain/batch/messages.js';
import { scheduleDefinition } from '#domain/testing/schedule-fixtures.js';
import { replyClasses } from '#domain/thread/messages.js';
import { campaign } from './message-input.js';
import { type Fact, fact, type Fate, interleaved, runLife } from './event-builders.js';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

const base = Date.parse('2026-11-01T00:00:00.000Z');

/**
 * A log of everything at once: campaigns in several versions, runs in every status with every fate, late reports,
 * replies, consent, suppressions, holds, erasures; all of it interleaved. Ids repeat where they would in life.
 */
export const anyLog = (seed: number, { runs = 40 }: { runs?: number } = {}): readonly Fact[] => {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[random(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const instant = (days: number): string => new Date(base + random(days * 86_400) * 1_000).toISOString();

  const campaigns = ['c1', 'c2', 'c3', 'c4'];
  const definitions = campaigns.flatMap((id) => campaignLife(id, 1 + random(3), instant(1), pick));
  const lives = Array.from({ length: runs }, (_, at): readonly Fact[] => {
    const runId = `r${String(random(1_000)).padStart(3, '0')}${at}`;
    const status: RunStatus = pick(runStatuses);
    const contacts = Array.from({ length: 1 + random(6) }, (_, place) => `k${(at + place) % 12}`);
    const ends = status === 'completed' || status === 'completed_with_failures';
    const fates: Fate[] = contacts.map(() =>
      ends
        ? pick<Fate>([
            'accepted',
            'accepted',
            ...(status === 'completed' ? [] : (['refused', 'unknown'] as const)),
            ...skipReasons,
          ])
        : pick<Fate>(['accepted', 'refused', 'unknown', 'deferred', 'held', 'planned', 'draft', ...skipReasons]),
    );
    if (status === 'completed_with_failures') fates[0] = 'refused';
    if (status === 'awaiting_approval') fates.fill('draft');
    const life = runLife({
      runId,
      status,
      at: instant(20),
      contacts,
      fates,
      batchSize: 1 + random(4),
      actor: pick(['ann', 'bob']),
      request: {
        campaignId: pick(campaigns),
        type: pick(runTypes),
        trigger: pick(['ann', 'bob', 'nightly']),
        channel: pick(channelKinds),
        metadata: random(2) === 0 ? {} : { order: String(random(4)), region: pick(['eu', 'us']) },
        pins: {
          campaign: { id: pick(campaigns), version: 1 + random(3), hash: 'aa' },
          goal: { id: pick(['g1', 'g2']), version: 1 + random(2), hash: 'bb' },
          segment: { id: 's1', version: 1, hash: 'cc' },
          sender: random(3) === 0 ? null : { id: 'f1', version: 1, hash: 'dd' },
        },
        ...(random(5) === 0 && at > 0 ? { parent: { runId: 'r0', relation: 'retry' } } : {}),
      },
    }).map((one) => sameCampaign(one));
    return [...life, ...aftermath(life, random, pick)];
  });
  const planned = ['z1', 'z2'].map((id) => scheduleLife(id, instant(1), random, pick));
  return interleaved([definitions, people(random, pick, instant), ...planned, ...lives], random);
};

/** The request names one campaign in two places. */
const sameCampaign = (one: Fact): Fact => {
  if (one.event.type !== 'RunRequested') return one;
  const { data } = one.event;
  return { ...one, event: { ...one.event, data: { ...data, campaignId: data.pins.campaign.id } } };
};

const campaignLife = (
  id: string,
  versions: number,
  at: string,
  pick: <T>(list: readonly T[]) => T,
): readonly Fact[] => {
  const facts: Fact[] = [];
  for (let version = 1; version <= versions; version += 1) {
    const name = pick(['Autumn', 'Winter', 'autumn', 'Spring']);
    const data = { id, version, hash: `${id}${version}`, definition: { ...campaign, name }, summary: `v${version}` };
    facts.push(fact(`campaign-${id}`, { type: version === 1 ? 'CampaignDefined' : 'CampaignRevised', data }, at));
  }
  facts.push(fact(`campaign-${id}`, { type: pick(['CampaignActivated', 'CampaignArchived']), data: { id } }, at));
  return facts;
};

/** A schedule and a day and a half of its occurrences, whatever became of each. */
const scheduleLife = (
  id: string,
  at: string,
  random: (below: number) => number,
  pick: <T>(list: readonly T[]) => T,
): readonly Fact[] => {
  const data = { scheduleId: id, version: 1, definition: scheduleDefinition, from: at };
  const facts: Fact[] = [fact(`schedule-${id}`, { type: 'ScheduleSet', data }, at)];
  const planner = { epoch: 1, fence: 1 };
  let waiting: string | null = null;
  for (let hour = 0; hour < 36; hour += 1) {
    const dueAt = new Date(base + hour * 3_600_000).toISOString();
    const verdict = pick<Verdict>([
      { kind: 'fire', dueAt, latenessMs: random(5_000) },
      { kind: 'skip', dueAt, reason: pick(occurrenceSkips), detail: 'of the test' },
      { kind: 'miss', dueAt, detail: 'of the test' },
      ...(waiting === null ? [{ kind: 'buffer', dueAt } as const] : []),
    ]);
    const freed: readonly Verdict[] =
      waiting !== null && random(2) === 0 ? [{ kind: 'fire', dueAt: waiting, latenessMs: random(5_000) }] : [];
    if (freed.length > 0) waiting = null;
    if (verdict.kind === 'buffer') waiting = dueAt;
    for (const one of [...freed, verdict]) facts.push(...accounted(id, one, facts, planner));
  }
  const change = pick(['SchedulePaused', 'ScheduleArchived'] as const);
  return [...facts, fact(`schedule-${id}`, { type: change, data: { scheduleId: id, at } }, at)];
};

const accounted = (
  scheduleId: string,
  verdict: Verdict,
  before: readonly Fact[],
  planner: PlannerTerm,
): readonly Fact[] => {
  const stream = occurrenceStream(scheduleId, verdict.dueAt);
  const day = before.flatMap((one) => (one.stream === stream ? [one.event as OccurrenceEvent] : []));
  const state = day.reduce(occurrenceDecider.evolve, occurrenceDecider.initial);
  const command = { type: 'Account', data: { scheduleId, verdicts: [verdict], planner } } as const;
  const decided = occurrenceDecider.decide(command, state, verdict.dueAt);
  if ('rejected' in decided) throw new Error(decided.detail);
  return decided.map((event) => fact(stream, event, verdict.dueAt, 'planner'));
};

/** Reports and replies for some of the communications that were claimed. */
const aftermath = (
  life: readonly Fact[],
  random: (below: number) => number,
  pick: <T>(list: readonly T[]) => T,
): readonly Fact[] =>
  life.flatMap(({ event, at }, index): readonly Fact[] => {
    if (event.type !== 'DispatchSettled' || random(2) === 0) return [];
    const { communicationId, contactId } = event.data;
    const [runId = '', batch = ''] = communicationId.split('.');
    const of = { communicationId, contactId };
    const reports: ReportEvent[] = [
      {
        type: 'DeliveryReported',
        data: { ...of, reportId: `p${index}`, report: pick(['delivered', 'bounced', 'complained']), evidence: 'dsn' },
      },
      {
        type: 'DispatchResolved',
        data: { ...of, resolution: pick(['was-sent', 'was-not-sent']), by: 'operator', detail: 'asked' },
      },
    ];
    const replyId = `y${communicationId}`;
    const match = { method: 'token', confidence: 'sure', communicationId, runId, campaignId: 'c1', contactId } as const;
    const thread = `thread-${communicationId}`;
    const classified = () =>
      fact(
        thread,
        {
          type: 'ReplyClassified',
          data: { threadId: communicationId, replyId, runId, communicationId, class: pick(replyClasses), rule: 'r' },
        },
        at,
      );
    return [
      fact(`report-${runId}.${batch}`, pick(reports), at),
      ...(random(2) === 0
        ? [
            fact(
              thread,
              { type: 'ReplyReceived', data: { threadId: communicationId, replyId, receivedAt: at, match } },
              at,
            ),
            classified(),
            classified(),
          ]
        : []),
    ];
  });

const people = (
  random: (below: number) => number,
  pick: <T>(list: readonly T[]) => T,
  instant: (days: number) => string,
): readonly Fact[] =>
  Array.from({ length: 60 }, (_, at): Fact => {
    const contactId = `k${random(12)}`;
    const addressHash = `a${random(6)}`;
    const scope = pick(['all', 'campaign:c1', 'channel:email', 'sender:f1', 'run:r0000'] as const);
    const when = instant(20);
    return pick<() => Fact>([
      () =>
        fact(
          `contact-${contactId}`,
          {
            type: 'ConsentChanged',
            data: { contactId, channel: pick(channelKinds), state: pick(['granted', 'withdrawn']), origin: 'form' },
          },
          when,
        ),
      () =>
        fact(
          `contact-${contactId}`,
          {
            type: 'ContactEventRecorded',
            data: { contactId, eventId: `e${random(30)}`, kind: 'booked', happenedAt: when },
          },
          when,
        ),
      () => fact(`contact-${contactId}`, { type: 'ContactErased', data: { contactId } }, when),
      () =>
        fact(
          `suppression-${addressHash}`,
          {
            type: 'AddressSuppressed',
            data: {
              addressHash,
              channel: pick(channelKinds),
              reason: pick(['opt-out', 'bounce', 'complaint']),
              evidence: `m${at}`,
            },
          },
          when,
        ),
      () => fact(`suppression-${addressHash}`, { type: 'AddressReleased', data: { addressHash } }, when),
      () =>
        fact(`hold-${scope.replace(':', '.')}`, { type: pick(['HoldPlaced', 'HoldLifted']), data: { scope } }, when),
      () =>
        fact(
          `thread-quarantine.q${at}`,
          { type: 'ReplyQuarantined', data: { threadId: `quarantine.q${at}`, replyId: `q${at}`, receivedAt: when } },
          when,
        ),
    ])();
  });
