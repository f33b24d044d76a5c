import { runDecider } from '#domain/run/decide.js';
import type { RunCommand, RunEvent } from '#domain/run/messages.js';
import { evolveRun, noRun, type RunState } from '#domain/run/state.js';
import type { Aggregate } from '#eventstore/aggregate.js';
import { coalesced } from '#eventstore/coalesced.js';
import { type CommandContext, execute } from '#eventstore/execute.js';
import { type EventStore, type ExpectedRevision, type Position, start } from '#eventstore/port.js';

/** A run as its stream stood when it was read, for deciding on it: `events` are not kept, for no command is repeated. */
export type KnownRun = Aggregate<RunState, RunEvent>;

/** Runs remembered at most for each log; those that nobody looked at for longest are forgotten. */
const most = 1_000;

/** A run's stream as this process follows it: each look reads only what is new. */
class FollowedRun {
  private state: RunState = noRun;
  private revision: ExpectedRevision = 'none';
  private position: Position = start;

  constructor(
    private readonly store: EventStore,
    private readonly runId: string,
  ) {}

  readonly look = coalesced(async (): Promise<KnownRun> => {
    const from = this.revision === 'none' ? 0 : this.revision + 1;
    for (const { type, data, revision, position } of await this.store.read(`run-${this.runId}`, { from }))
      this.take([{ type, data } as RunEvent], revision, position);
    return this.known;
  });

  /** What follows on what is known; the rest is known already, or a look will bring it. */
  take(events: readonly RunEvent[], revision: number, position: Position): void {
    const before = this.revision === 'none' ? -1 : this.revision;
    if (events.length === 0 || revision - events.length !== before) return;
    this.state = events.reduce(evolveRun, this.state);
    this.revision = revision;
    this.position = position;
  }

  get known(): KnownRun {
    const { state, revision, position } = this;
    return { state, events: [], revision, position };
  }
}

const followed = new WeakMap<EventStore, Map<string, FollowedRun>>();

const follow = (store: EventStore, runId: string): FollowedRun => {
  const runs = followed.get(store) ?? new Map<string, FollowedRun>();
  followed.set(store, runs);
  const run = runs.get(runId) ?? new FollowedRun(store, runId);
  // A Map iterates in order of insertion: its first key was looked at longest ago.
  runs.delete(runId);
  runs.set(runId, run);
  for (const oldest of runs.keys()) {
    if (runs.size <= most) break;
    runs.delete(oldest);
  }
  return run;
};

/** The run with everything that was acknowledged before the call. Whoever asks while it is being read shares the next look. */
export const lookAtRun = (store: EventStore, runId: string): Promise<KnownRun> => follow(store, runId).look();

/** The run as this process saw it last, absent if it never did. Asks nobody. */
export const knownRun = (store: EventStore, runId: string): KnownRun => follow(store, runId).known;

/** The run with at least its event of that revision; asks only when this process has not seen that far. */
export const runAsOf = async (store: EventStore, runId: string, revision: number): Promise<KnownRun> => {
  const known = knownRun(store, runId);
  return known.revision !== 'none' && known.revision >= revision ? known : lookAtRun(store, runId);
};

/** What this process has appended to a run as it knew it, up to that revision: it need not be read. */
export const wroteToRun = (
  store: EventStore,
  runId: string,
  events: readonly RunEvent[],
  { revision, position }: { readonly revision: number; readonly position: Position },
): void => follow(store, runId).take(events, revision, position);

interface Commanded {
  readonly ok: boolean;
  readonly contended: boolean;
  readonly events: readonly RunEvent[];
  readonly run: KnownRun;
}

/**
 * Decides on the run as this process knows it, which spares a question as long as nobody else has written to it. Answers
 * with the run after the command, whether that was legal, and what it led to now; `contended` when it could not even be
 * decided, for others wrote to the run at every try.
 */
export const commandRun = async (
  store: EventStore,
  runId: string,
  command: RunCommand,
  context: CommandContext,
): Promise<Commanded> => {
  const before = knownRun(store, runId);
  const known = before.revision === 'none' ? await lookAtRun(store, runId) : before;
  const done = await execute(store, runDecider, `run-${runId}`, command, context, known);
  const events = done.ok ? done.events.map(({ type, data }) => ({ type, data }) as RunEvent) : [];
  if (done.ok) follow(store, runId).take(events, done.revision, done.position);
  const after = knownRun(store, runId);
  return {
    ok: done.ok,
    contended: !done.ok && done.rejection.rejected === 'contended',
    events,
    run: after.revision === done.revision ? after : await lookAtRun(store, runId),
  };
};
