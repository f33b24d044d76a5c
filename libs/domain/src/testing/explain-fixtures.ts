import type { BatchEvent, Outcome, ReportEvent, ValueHashes } from '../batch/messages.js';
import { explain, type Row } from '../explain/explain.js';
import type { Factor } from '../explain/factors.js';
import { factsOf, type Sources } from '../explain/facts-of.js';
import type { Facts, FactValues } from '../explain/facts.js';
import type { Published } from '../explain/written.js';
import type { Instant, Message } from '../kernel/message.js';
import type { RunEvent } from '../run/messages.js';
import type { ThreadEvent } from '../thread/messages.js';
import { campaignDefinition, goalDefinition, segmentDefinition, senderDefinition } from './definition-fixtures.js';
import { manifestOf, requestOf } from './run-fixtures.js';

/** So many minutes after nine. */
export const at = (minute: number): Instant => `2026-11-22T09:${String(minute).padStart(2, '0')}:00.000Z`;

/** As the log has it: `minute` after nine. */
export const told = <E extends Message>(stream: string, event: E, revision: number, minute = revision) => ({
  ...event,
  stream,
  revision,
  metadata: { occurredAt: at(minute), actor: 'ann' },
});

export const published = <D>(kind: string, definition: D, id: string): Published<D> => ({
  pin: { id, version: 1, hash: kind },
  definition,
  event: { stream: `${kind}-${id}`, revision: 0, type: `${kind}Defined`, at: at(0), actor: 'ann', reason: null },
});

export const runId = 'r1';
export const accepted: Outcome = { kind: 'accepted', answer: '250 ok' };
export const refused: Outcome = { kind: 'refused', code: '550', answer: 'no' };
export const definitions: Sources['definitions'] = {
  campaign: published('campaign', campaignDefinition, 'c1'),
  goal: published('goal', goalDefinition, 'g1'),
  segment: published('segment', segmentDefinition, 's1'),
  sender: published('sender', senderDefinition, 'f1'),
};

export const campaignWith = (changes: object): Pick<Sources['definitions'], 'campaign'> => ({
  campaign: published('campaign', { ...campaignDefinition, ...changes }, 'c1'),
});

/** An event that says no more than its name. */
export const of = (
  type: 'RunQueued' | 'RunPreparing' | 'RunPauseRequested' | 'RunPaused' | 'RunResumed' | 'RunCancellationRequested',
): RunEvent => ({ type, data: { runId } });

export const usual: readonly RunEvent[] = [
  { type: 'RunRequested', data: requestOf(runId) },
  of('RunQueued'),
  of('RunPreparing'),
  { type: 'RunStarted', data: { runId, manifest: manifestOf(2), batches: 1 } },
];

export interface Story {
  readonly run?: readonly RunEvent[];
  readonly outcomes?: readonly Outcome[];
  /** Null: the events are of a release that did not tell them. */
  readonly values?: ValueHashes | null;
  readonly address?: string;
  /** What happened in the batch before anything was claimed, and what was heard after all of it. */
  readonly before?: readonly BatchEvent[];
  readonly after?: readonly (BatchEvent | ReportEvent | ThreadEvent)[];
  readonly definitions?: Partial<Sources['definitions']>;
  readonly uses?: Sources['uses'];
  readonly holds?: Sources['holds'];
  readonly one?: string;
  readonly allParts?: boolean;
}

/** The message of one of the contacts `k0`, `k1`. */
export const message = (index: number) => ({ communicationId: `${runId}.1.${index}`, contactId: `k${index}` });

const plan: BatchEvent = {
  type: 'BatchPlanned',
  data: { runId, batch: 1, contactIds: ['k0', 'k1'], digest: 'd' },
};

/** What is known of a run of two messages that left, unless the story says otherwise. */
export const factsIn = (story: Story): Facts => {
  const { run = usual, outcomes = [accepted, accepted], address = 'h1', before = [], after = [] } = story;
  const { values = { contact: { first_name: 'a1' } } } = story;
  const claims = outcomes.flatMap((outcome, index): BatchEvent[] => [
    {
      type: 'DispatchClaimed',
      data: {
        ...message(index),
        attempt: 1,
        fence: 1,
        messageId: '<m>',
        contentHash: 'c',
        addressHash: address,
        ...(values === null ? {} : { values }),
      },
    },
    { type: 'DispatchSettled', data: { ...message(index), attempt: 1, fence: 1, outcome } },
  ]);
  const facts = factsOf({
    own: run.map((event, index) => told(`run-${runId}`, event, index, 1)),
    parts: [plan, ...before, ...claims, ...after].map((event, index) => told(`runbatch-${runId}.1`, event, index, 2)),
    allParts: story.allParts ?? true,
    holds: story.holds ?? [],
    definitions: { ...definitions, ...story.definitions },
    uses: story.uses ?? { sections: ['opening'], variables: ['first_name', 'instructions.opening'] },
    one: story.one ?? null,
  });
  if (facts === null) throw new Error('the run is not there');
  return facts;
};

/** The run that others are compared with: nothing is the matter with it. */
export const plainRun = factsIn({});

/** The same, but for what is known of one factor. */
export const knowing = <F extends Factor>(
  factor: F,
  changes: Partial<FactValues[F]>,
  facts: Facts = plainRun,
): Facts => {
  const known = facts.of[factor];
  if (known === null) throw new Error(`${factor} is not known`);
  return { ...facts, of: { ...facts.of, [factor]: { ...known, value: { ...known.value, ...changes } } } };
};

/** What is said of one factor of a run, beside the previous run and what is there now. */
export const rowOf = (factor: Factor, mine: Facts, other: Facts | null = plainRun, now: Facts | null = null): Row => {
  const row = explain({ mine, other, than: 'the previous run', now }).find((one) => one.factor === factor);
  if (row === undefined) throw new Error(`there is no row of ${factor}`);
  return row;
};

/** What is said of a row that tests look at, and of one that does not differ. */
export type Told = Partial<Pick<Row, 'againstOther' | 'effect' | 'share' | 'sentence' | 'place' | 'had'>>;
export const alike: Told = { againstOther: 'same', effect: 'none', share: 0 };

export type Known<F extends Factor> = Partial<FactValues[F]>;

/** What is said of one factor when two runs differ in what is known of it alone. */
export const between = <F extends Factor>(factor: F, mine: Known<F>, other: Known<F> = {}): Row =>
  rowOf(factor, knowing(factor, mine), knowing(factor, other));

export const wordsOf = <F extends Factor>(factor: F, mine: Known<F>): string | null => between(factor, mine).had;

/** An event of the run itself, with its minute after nine. */
export type Moment = readonly [event: RunEvent, minute: number];

/** What a run's own events tell. */
export const factsAt = (own: readonly Moment[], sources: Partial<Sources> = {}): Facts => {
  const facts = factsOf({
    own: own.map(([event, minute], index) => told('run-r1', event, index, minute)),
    parts: [],
    allParts: true,
    holds: [],
    definitions,
    uses: { sections: [], variables: [] },
    one: null,
    ...sources,
  });
  if (facts === null) throw new Error('the run is not there');
  return facts;
};

/** The types of the events that show what is known of a factor. */
export const typesOf = (facts: Facts, factor: keyof Facts['of']) => facts.of[factor]?.events.map(({ type }) => type);
