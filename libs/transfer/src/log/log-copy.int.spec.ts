import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import { Leases } from '#platform/leases/leases.js';
import { projections } from '#readmodel/projections.js';
import { runProjections } from '#readmodel/runner/run-projections.js';
import { verifyProjection } from '#readmodel/verify.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import { anyLog } from '../../../../test/support/any-log.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendFacts, runLife } from '../../../../test/support/event-builders.js';
import { startDouble } from '../../../../test/support/eventstoredb/start.js';
import { begin, unfinished } from '../after/unfinished.js';
import { type Installation, TransferRefused, withLog } from '../installation.js';
import { eventLine } from '../log-file/log-lines.js';
import { installationAt } from '../open-installation.js';
import { whyNotToStart } from '../start-check.js';
import { adoptLog } from './adopt-log.js';
import { exportLogTo } from './export-log.js';
import { importLog } from './import-log.js';
import { wholeLog } from './whole-log.js';

let folder: string;
const opened: (() => Promise<unknown>)[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sortie-log-copy-'));
});
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newFile = (): string => join(folder, `log-${(files += 1)}.ndjson.gz`);

const newInstallation = async (eventStoreUrl: string | null = null): Promise<Installation & TestDatabase> => {
  const database = await freshDatabase();
  const installation = installationAt({ databaseUrl: database.url, eventStoreUrl, dataDir: folder });
  opened.push(
    () => database.drop(),
    () => installation.pool.end(),
  );
  return { ...installation, ...database };
};

const fill = (installation: Installation, seed: number, runs: number): Promise<unknown> =>
  withLog(installation, false, (store) => appendFacts(store, anyLog(seed, { runs })));

const eventsOf = (installation: Installation): Promise<readonly RecordedEvent[]> =>
  withLog(installation, true, async (store) => {
    const events: RecordedEvent[] = [];
    for await (const page of wholeLog(store)) events.push(...page);
    return events;
  });

const linesOf = async (installation: Installation): Promise<readonly string[]> =>
  (await eventsOf(installation)).map(eventLine);

const copy = async (from: Installation): Promise<string> => {
  const path = newFile();
  await withLog(from, true, (store) => exportLogTo(store, path));
  return path;
};

const quietly = { onHold: false, onProgress: () => undefined };

/** Lets the read models take in the whole log, and folds it once more beside them. */
const verified = async (installation: Installation): Promise<readonly (boolean | undefined)[]> =>
  withLog(installation, false, async (store: EventStore) => {
    const { pool } = installation;
    const stop = new AbortController();
    const leases = new Leases(pool, 'test');
    const running = runProjections({ pool, store, leases, leaseMs: 3_000, report: () => undefined }, stop.signal);
    for (const { name, categories } of projections) {
      expect(await waitUntilPassed(pool, store, [name], await store.head({ categories }), 30_000)).toBe(true);
    }
    stop.abort();
    await running;
    const verdicts: (boolean | undefined)[] = [];
    for (const one of projections) verdicts.push((await verifyProjection({ pool, store }, one))?.equal);
    return verdicts;
  });
const allEqual = projections.map(() => true);

const historyOf = async ({ pool }: Installation): Promise<readonly unknown[]> =>
  (await pool.query('select run_id, number, stream, revision, event_id from rm_history.entries order by 1, 2')).rows;

it('goes from PostgreSQL to EventStoreDB and back: the same events, history numbers and read models', async () => {
  const double = await startDouble();
  opened.push(() => double.stop());
  const first = await newInstallation();
  await fill(first, 21, 8);
  expect(await verified(first)).toEqual(allEqual);
  const [lines, numbers] = [await linesOf(first), await historyOf(first)];

  const second = await newInstallation(double.url);
  expect(await importLog(second, await copy(first), quietly)).toMatchObject({ events: lines.length, epoch: 2 });
  expect(await linesOf(second)).toEqual(lines);
  expect(await verified(second)).toEqual(allEqual);
  expect(await historyOf(second)).toEqual(numbers);

  const third = await newInstallation();
  expect(await importLog(third, await copy(second), quietly)).toMatchObject({ events: lines.length, epoch: 3 });
  expect(await linesOf(third)).toEqual(lines);
  expect(await verified(third)).toEqual(allEqual);
  expect(await historyOf(third)).toEqual(numbers);
  const { rows } = await third.pool.query('select distinct epoch from log.events');
  expect(rows).toEqual([{ epoch: 3 }]);
}, 120_000);

it('is taken up again where it broke off, and nothing may start in between', async () => {
  const [from, to] = [await newInstallation(), await newInstallation()];
  await fill(from, 22, 5);
  const lines = await linesOf(from);
  const path = await copy(from);
  const written = 90;
  const breaking: Installation = {
    ...to,
    importEvents: async (store, events) => {
      await to.importEvents(store, events.slice(0, written));
      throw new Error('the power is gone');
    },
  };
  await expect(importLog(breaking, path, quietly)).rejects.toThrow('the power is gone');
  expect(await unfinished(to.pool)).toMatchObject({ kind: 'import' });
  await withLog(to, false, async (store) => {
    expect(await whyNotToStart(to.pool, store)).toContain('an import of a log was begun');
  });
  expect(await importLog(to, path, quietly)).toMatchObject({ alreadyThere: written, events: lines.length });
  expect(await linesOf(to)).toEqual(lines);
  expect(await unfinished(to.pool)).toBeNull();
  await withLog(to, false, async (store) => expect(await whyNotToStart(to.pool, store)).toBeNull());
});

it('comes only into an empty log, or into its own beginnings', async () => {
  const [from, other] = [await newInstallation(), await newInstallation()];
  await fill(from, 23, 3);
  const early = await copy(from);
  await fill(other, 24, 3);
  const before = await linesOf(other);
  await expect(importLog(other, early, quietly)).rejects.toThrow('The log is not empty');
  expect(await linesOf(other)).toEqual(before);

  await withLog(from, false, (store) => appendFacts(store, runLife({ runId: 'late', status: 'completed' })));
  await expect(importLog(from, early, quietly)).rejects.toThrow('The log is not empty');
  const late = await copy(from);
  const target = await newInstallation();
  await importLog(target, early, quietly);
  const lines = await linesOf(from);
  expect(await importLog(target, late, quietly)).toMatchObject({ events: lines.length });
  expect(await linesOf(target)).toEqual(lines);
});

it('is refused when this installation has gone on since: what was sent then is not in it', async () => {
  const from = await newInstallation();
  await fill(from, 25, 5);
  const early = await copy(from);
  await withLog(from, false, (store) => appendFacts(store, runLife({ runId: 'late', status: 'completed' })));
  expect(await verified(from)).toEqual(allEqual);
  const double = await startDouble();
  opened.push(() => double.stop());
  const moved = installationAt({ databaseUrl: from.url, eventStoreUrl: double.url, dataDir: folder });
  opened.push(() => moved.pool.end());
  await withLog(moved, false, async (store) => {
    expect(await whyNotToStart(moved.pool, store)).toContain('has followed another log');
  });
  await expect(importLog(moved, early, quietly)).rejects.toThrow('older than this installation');
  await begin(moved.pool, { kind: 'import', source: 'of a later copy, which broke off' });
  await expect(importLog(moved, early, quietly)).rejects.toThrow('older than this installation');
  expect(await linesOf(moved)).toEqual([]);
  const breaking: Installation = { ...moved, importEvents: () => Promise.reject(new Error('the power is gone')) };
  await expect(importLog(breaking, early, { ...quietly, onHold: true })).rejects.toThrow('the power is gone');
  const { openRuns, owedRuns, onHold } = await importLog(moved, early, quietly);
  expect(onHold).toBe(true); // as the first try was told
  const held = (await eventsOf(moved)).filter(
    ({ type, metadata }) => type === 'HoldPlaced' && metadata.actor === 'restore',
  );
  expect(held.map(({ stream }) => stream).toSorted()).toEqual(
    [...openRuns.map(({ runId }) => runId), ...owedRuns].map((runId) => `hold-run.${runId}`).toSorted(),
  );
  expect(await verified(moved)).toEqual(allEqual);
}, 120_000);

it('is noticed when the log was put back behind the service, and adopted with every open run on hold', async () => {
  const { pool, ...rest } = await newInstallation();
  const installation = { pool, ...rest };
  await fill(installation, 26, 6);
  expect(await verified(installation)).toEqual(allEqual);
  await pool.query(`alter table log.events disable trigger append_only`);
  await pool.query(`delete from log.events where (epoch, tx, position) > (
    select epoch, tx, position from log.events order by epoch, tx, position offset 60 limit 1)`);
  await pool.query(`alter table log.events enable trigger append_only`);
  await withLog(installation, false, async (store) => {
    expect(await whyNotToStart(pool, store)).toContain('put back to an older state');
  });
  const { openRuns, owedRuns, epoch } = await adoptLog(installation, () => undefined);
  expect([openRuns.length > 0, epoch]).toEqual([true, 2]);
  await withLog(installation, false, async (store) => {
    expect(await whyNotToStart(pool, store)).toBeNull();
    expect(store.epoch).toBe(2);
  });
  expect(await verified(installation)).toEqual(allEqual);
  const { rows } = await pool.query(`select scope from rm_gates.holds where scope like 'run:%' and actor = 'restore'`);
  expect(rows.length).toBe(openRuns.length + owedRuns.length);
});

it('is noticed when an EventStoreDB was put back from its own backup, and adopted', async () => {
  const kept = join(folder, 'esdb');
  const double = await startDouble({ folder: kept });
  opened.push(() => double.stop());
  const installation = await newInstallation(double.url);
  const { pool } = installation;
  await fill(installation, 28, 3);
  await double.kill();
  cpSync(kept, `${kept}-backup`, { recursive: true });
  await double.restart();
  await withLog(installation, false, (store) => appendFacts(store, runLife({ runId: 'late', status: 'completed' })));
  expect(await verified(installation)).toEqual(allEqual);

  await double.kill();
  rmSync(kept, { recursive: true });
  cpSync(`${kept}-backup`, kept, { recursive: true });
  await double.restart();
  await withLog(installation, false, async (store) => {
    expect(await whyNotToStart(pool, store)).toContain('put back to an older state');
  });
  const { openRuns, epoch } = await adoptLog(installation, () => undefined);
  expect([openRuns.length > 0, epoch]).toEqual([true, 2]);
  await withLog(installation, false, async (store) => expect(await whyNotToStart(pool, store)).toBeNull());
  expect(await verified(installation)).toEqual(allEqual);
}, 120_000);

it('writes no file over another, and leaves none behind that is not whole', async () => {
  const from = await newInstallation();
  await fill(from, 27, 2);
  const path = await copy(from);
  await expect(withLog(from, true, (store) => exportLogTo(store, path))).rejects.toThrow('EEXIST');
  const stopped = newFile();
  const signal = AbortSignal.abort(new TransferRefused('enough'));
  await expect(withLog(from, true, (store) => exportLogTo(store, stopped, { signal }))).rejects.toThrow(/abort|enough/);
  expect([existsSync(stopped), existsSync(`${stopped}.part`)]).toEqual([false, false]);
});
