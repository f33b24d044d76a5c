import type pg from 'pg';
import { jsonDiff } from '#domain/kernel/json-diff.js';
import type { Json } from '#domain/kernel/message.js';
import { type WholeRun, wholeRun } from '#domain/run/whole-run.js';
import type { EventStore, Position } from '#eventstore/port.js';
import { inTransaction } from '#platform/database/pool.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import { type EventIn, known } from '#readmodel/vocabulary.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import { asJson } from '../http/json.js';
import { Problem } from '../http/problem.js';
import { publicationsOf } from '../runs/campaign-then.js';
import { summaryOf } from '../runs/run-summary-of.js';
import { takeInto } from './moment.js';
import { historyEvents, type NumberedEvent } from './run-history.js';
import { type ReadModel, readModels, readStored, type StoredRun } from './stored-run.js';

/** One place where a read model says something else than a fold of the log by the deployed code. */
export interface RunDifference {
  readonly readModel: ReadModel;
  /** JSON Pointer into the run's summary, or the id of a communication or reply. */
  readonly where: string;
  readonly log: Json;
  readonly stored: Json;
}

export interface RunVerdict {
  readonly equal: boolean;
  /** How many places differ; the list holds the first hundred. */
  readonly count: number;
  readonly differences: readonly RunDifference[];
  /** Communications that were compared. */
  readonly communications: number;
}

interface Stores {
  readonly store: EventStore;
  readonly pool: pg.Pool;
}

const mostDifferences = 100;
const patienceMs = 10_000;

/**
 * Folds a run from the log and compares it with what the read models hold of it: head, ledger, every communication,
 * every reply, and the history itself. The read models are read at one moment, and each is compared with the run as
 * of its own place in the log, so that a run in progress can be verified too. Nothing is changed and nothing sent.
 */
export const verifyRun = async ({ store, pool }: Stores, runId: string): Promise<RunVerdict> => {
  const caughtUp = async (names: readonly string[]): Promise<void> => {
    const head = await store.head({ categories: ['run', 'runbatch', 'report', 'thread'] });
    if (await waitUntilPassed(pool, store, names, head, patienceMs)) return;
    const detail = 'the read models have not caught up with the log; see projections';
    throw new Problem('unavailable', detail, {}, { 'retry-after': '5' });
  };
  await caughtUp(readModels);
  const stored = await inTransaction(pool, (tx) => readStored(tx, runId), { readOnly: true });
  // What the others have seen by now, the history must have too.
  await caughtUp(['history']);
  const differences = collect();
  const fold = wholeRun();
  const own: EventIn<'run'>[] = [];
  const revisions = new Map<string, number>();
  const due = new Set(readModels.filter((name) => name !== 'history'));
  const compareUpTo = async (position: Position | null): Promise<void> => {
    for (const name of due) {
      if (position !== null && store.compare(stored.checkpoints[name], position) >= 0) continue;
      due.delete(name);
      await compare[name]({ store, runId, whole: fold.now(), own, stored, differences });
    }
  };
  for await (const page of historyEvents({ store, pool }, runId)) {
    for (const one of page) {
      await compareUpTo(one.event.position);
      takeInto(fold, one);
      if (one.event.category === 'run') own.push(...known(['run'], [one.event]));
      checkRevision(one, revisions, differences);
    }
  }
  await compareUpTo(null);
  await checkEnds({ store, runId, revisions, stored, differences });
  return { ...differences.verdict(), communications: stored.communications.size };
};

interface Comparison {
  readonly store: EventStore;
  readonly runId: string;
  readonly whole: WholeRun;
  readonly own: readonly EventIn<'run'>[];
  readonly stored: StoredRun;
  readonly differences: Differences;
}

const compare = {
  runs: async ({ store, whole, own, stored, differences }: Comparison): Promise<void> => {
    const campaignId = whole.run.status === 'absent' ? null : whole.run.request.campaignId;
    const publications = campaignId === null ? [] : await publicationsOf(store, campaignId);
    const folded = summaryOf(whole, own, publications);
    for (const { path, before, after } of jsonDiff(comparable(folded), comparable(stored.run))) {
      differences.add({ readModel: 'runs', where: path, log: before ?? null, stored: after ?? null });
    }
  },
  communications: ({ whole, stored, differences }: Comparison): Promise<void> => {
    for (const id of new Set([...whole.communications.keys(), ...stored.communications.keys()])) {
      const folded = whole.communications.get(id);
      const { communicationId: _, ...log } = folded ?? { communicationId: id };
      different('communications', id, folded === undefined ? null : log, stored.communications.get(id), differences);
    }
    return Promise.resolve();
  },
  replies: ({ whole, stored, differences }: Comparison): Promise<void> => {
    for (const id of new Set([...whole.replies.keys(), ...stored.replies.keys()])) {
      const folded = whole.replies.get(id);
      const log =
        folded === undefined
          ? null
          : { communicationId: folded.match.communicationId, class: folded.classification?.class ?? null };
      different('replies', id, log, stored.replies.get(id), differences);
    }
    return Promise.resolve();
  },
} as const satisfies Record<Exclude<ReadModel, 'history'>, (comparison: Comparison) => Promise<void>>;

/** Without what follows the campaign rather than the run: its newest version moves on by itself. */
const comparable = (summary: RunSummary | null): Json => {
  if (summary === null) return null;
  const { campaign, differsFromCampaign: _, ...rest } = summary;
  return asJson({ ...rest, campaign: { id: campaign.id, name: campaign.name, version: campaign.version } });
};

const different = (
  readModel: RunDifference['readModel'],
  where: string,
  log: object | null,
  stored: object | undefined,
  differences: Differences,
): void => {
  const [expected, found] = [asJson(log), asJson(stored ?? null)];
  if (jsonDiff(expected, found).length > 0) differences.add({ readModel, where, log: expected, stored: found });
};

/** Every stream's events stand in the history one after the other, from the first on. */
const checkRevision = ({ entry }: NumberedEvent, revisions: Map<string, number>, differences: Differences): void => {
  const expected = (revisions.get(entry.stream) ?? -1) + 1;
  revisions.set(entry.stream, entry.revision);
  if (entry.revision === expected) return;
  differences.add({ readModel: 'history', where: entry.stream, log: expected, stored: entry.revision });
};

/** The history ends where the log does, as far as the read model of the history has come. */
const checkEnds = async ({
  store,
  runId,
  revisions,
  stored,
  differences,
}: Pick<Comparison, 'store' | 'runId' | 'stored' | 'differences'> & { revisions: ReadonlyMap<string, number> }) => {
  for (const stream of new Set([`run-${runId}`, ...revisions.keys()])) {
    const [newest] = await store.readBackwards(stream, 1);
    const last = revisions.get(stream) ?? -1;
    if (newest === undefined || newest.revision <= last) continue;
    if (store.compare(newest.position, stored.checkpoints.history) > 0) continue;
    differences.add({ readModel: 'history', where: stream, log: newest.revision, stored: last });
  }
};

interface Differences {
  add(difference: RunDifference): void;
  verdict(): Pick<RunVerdict, 'equal' | 'count' | 'differences'>;
}

const collect = (): Differences => {
  const differences: RunDifference[] = [];
  let count = 0;
  return {
    add: (difference) => {
      count += 1;
      if (differences.length < mostDifferences) differences.push(difference);
    },
    verdict: () => ({ equal: count === 0, count, differences }),
  };
};
