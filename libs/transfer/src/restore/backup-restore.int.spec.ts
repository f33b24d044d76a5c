import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { contactDecider } from '#domain/contact/decide.js';
import { runIdText } from '#domain/occurrence/decide.js';
import { senderDecider } from '#domain/sender/decide.js';
import { senderDefinition } from '#domain/testing/definition-fixtures.js';
import { scheduleDefinition } from '#domain/testing/schedule-fixtures.js';
import { execute } from '#eventstore/execute.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { createKey } from '#platform/access/keys.js';
import { systemClock } from '#platform/clock.js';
import { ensureKeys, readKeys } from '#platform/config/keys.js';
import { openIdempotency } from '#platform/idempotency/idempotency.js';
import { idFrom, newId } from '#platform/ids.js';
import { Leases } from '#platform/leases/leases.js';
import { pendingConsentChanges, removeConsentChanges } from '#vault/contacts/consent-changes.js';
import { eraseContact } from '#vault/contacts/erase.js';
import { putContact } from '#vault/contacts/put.js';
import { anyLog } from '../../../../test/support/any-log.js';
import { freshDatabase } from '../../../../test/support/database.js';
import { appendFacts, fact, runLife } from '../../../../test/support/event-builders.js';
import { keptTables, leftOut } from '../backup/tables.js';
import { writeBackup } from '../backup/write-backup.js';
import { type Installation, TransferRefused, withLog } from '../installation.js';
import { DamagedFile, eventLine } from '../log-file/log-lines.js';
import { wholeLog } from '../log/whole-log.js';
import { installationAt } from '../open-installation.js';
import { restoreBackup } from './restore-backup.js';

const opened: (() => Promise<unknown>)[] = [];
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sortie-backup-'));
});
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});
afterAll(() => rmSync(root, { recursive: true }));

let made = 0;
const newFolder = (): string => join(root, String((made += 1)));

const newInstallation = async (): Promise<Installation> => {
  const database = await freshDatabase();
  const installation = installationAt({ databaseUrl: database.url, eventStoreUrl: null, dataDir: newFolder() });
  opened.push(
    () => database.drop(),
    () => installation.pool.end(),
  );
  return installation;
};

const quiet = (): void => undefined;
const at = '2026-11-20T09:00:00.000Z';
const context = () => ({
  commandId: newId(),
  actor: { name: 'ann', source: 'api' } as const,
  correlationId: 'c',
  now: systemClock,
});

const contact = async (pool: pg.Pool, externalId: string, email: string): Promise<string> => {
  const put = await putContact(pool, externalId, { email, consent: { email: 'granted' } }, 'test');
  if (!put.ok) throw new Error('the contact was refused');
  return put.contact.id;
};

/** Appends what the vault says of consents that the log lacks, as the API does. */
const tellConsents = async ({ pool, ...rest }: Installation): Promise<void> =>
  withLog({ pool, ...rest }, false, async (store) => {
    const changes = await pendingConsentChanges(pool, { limit: 100 });
    for (const { id, ...data } of changes) {
      const command = { type: 'ChangeConsent', data } as const;
      await execute(store, contactDecider, `contact-${data.contactId}`, command, context());
      await removeConsentChanges(pool, [id]);
    }
  });

/** A bit of everything: contacts with consents, a log of all events, keys, answers, leases. */
const filled = async (): Promise<Installation & { readonly contactId: string }> => {
  const installation = await newInstallation();
  const { pool, dataDir } = installation;
  ensureKeys(dataDir);
  const contactId = await contact(pool, 'ada', 'ada@example.com');
  await contact(pool, 'bob', 'bob@example.com');
  await tellConsents(installation);
  await createKey(pool, { owner: 'Ada', role: 'admin' });
  const claim = await openIdempotency(pool).begin({
    key: 'k',
    principal: 'p',
    route: 'r',
    bodyHash: 'b',
    leaseMs: 1_000,
  });
  if (claim.kind === 'first') await claim.finish({ status: 202, headers: {}, body: { id: 'x' } });
  await pool.query(
    `insert into vault.inbound_messages (id, raw, received_at) values ('m', decode('00ff0a225c', 'hex'), now())`,
  );
  await withLog(installation, false, async (store) => {
    await appendFacts(store, anyLog(31, { runs: 5 }));
    await appendFacts(store, runLife({ runId: 'open', status: 'running', contacts: ['k1'], fates: ['planned'] }));
    await appendFacts(store, [
      fact(
        'runbatch-open.1',
        { type: 'BatchTakenOver', data: { runId: 'open', batch: 1, fence: 41, worker: 'w' } },
        at,
      ),
      fact(
        'sender-s9',
        {
          type: 'SenderDefined',
          data: { id: 's9', version: 1, hash: 'x', summary: 's', definition: senderDefinition },
        },
        at,
      ),
      fact(
        'sender-s9',
        { type: 'SenderVerificationRequested', data: { id: 's9', version: 1, verificationId: 'v9' } },
        at,
      ),
      fact(
        'schedule-every',
        { type: 'ScheduleSet', data: { scheduleId: 'every', version: 1, definition: scheduleDefinition, from: at } },
        at,
      ),
      fact(
        'bulk-again',
        {
          type: 'BulkRequested',
          data: {
            bulkId: 'again',
            action: { kind: 'retry-failed' },
            selection: { kind: 'chosen' },
            count: 2,
            digest: 'x',
            role: 'operator',
          },
        },
        at,
      ),
      fact(
        `occurrence-every.${at.slice(0, 10)}`,
        {
          type: 'OccurrenceFired',
          data: {
            scheduleId: 'every',
            dueAt: at,
            through: at,
            waiting: null,
            planner: null,
            latenessMs: 0,
            by: 'plan',
          },
        },
        at,
      ),
    ]);
  });
  return { ...installation, contactId };
};

const rowsOf = async ({ pool }: Installation, table: string): Promise<readonly string[]> =>
  (await pool.query<{ row: string }>(`select row_to_json(t)::text as row from ${table} t order by 1`)).rows.map(
    ({ row }) => row,
  );

const linesOf = (installation: Installation): Promise<readonly string[]> =>
  withLog(installation, true, async (store) => {
    const lines: string[] = [];
    for await (const page of wholeLog(store)) lines.push(...page.map(eventLine));
    return lines;
  });

it('knows of every table of the service whether a backup takes it along', async () => {
  const { pool } = await newInstallation();
  const { rows } = await pool.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and schemaname !~ '^rm_' order by 1`,
  );
  const known = [...keptTables.map(({ name }) => name), ...Object.keys(leftOut)];
  expect(rows.map(({ name }) => name)).toEqual(known.toSorted());
});

it('comes back as it was, readable by its owner only, with every open run on hold, schedules paused, jobs told to stop and no test mail to be sent', async () => {
  const before = await filled();
  const folder = newFolder();
  const manifest = await writeBackup(before, folder, { onProgress: quiet });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual(
    readdirSync(folder).map(() => 0o600),
  );
  await expect(writeBackup(before, folder, { onProgress: quiet })).rejects.toThrow('is not empty');

  const after = await newInstallation();
  const embedded = ensureKeys(after.dataDir);
  const restored = await restoreBackup(after, folder, quiet);
  const lines = await linesOf(before);
  expect(restored.events).toBe(lines.length);
  expect((await linesOf(after)).slice(0, lines.length)).toEqual(lines);
  for (const { name } of keptTables.filter((table) => table.name !== 'work.leases')) {
    expect([name, await rowsOf(after, name)]).toEqual([name, await rowsOf(before, name)]);
  }
  const [own, theirs] = [readKeys(after.dataDir), readKeys(before.dataDir)];
  if (!own.ok || !theirs.ok || !embedded.ok) throw new Error('no keys');
  expect(own.keys).toEqual({ ...theirs.keys, databasePassword: embedded.keys.databasePassword });

  const lease = await new Leases(after.pool, 'w').acquire('batch:open.1', 1_000);
  expect(lease?.fence).toBe(42);
  await lease?.release();
  await withLog(after, false, async (store) => {
    expect(store.epoch).toBe(manifest.epoch + 1);
    const events: RecordedEvent[] = [];
    for await (const page of wholeLog(store)) events.push(...page);
    const held = events
      .filter(({ category }) => category === 'hold')
      .filter(({ metadata }) => metadata.actor === 'restore')
      .map(({ stream }) => stream);
    expect(held).toContain('hold-run.open');
    const owed = idFrom(runIdText('every', at));
    expect(restored.owedRuns).toContain(owed);
    const runIds = [...restored.openRuns.map(({ runId }) => runId), ...restored.owedRuns];
    expect(held.toSorted()).toEqual(runIds.map((runId) => `hold-run.${runId}`).toSorted());
    expect(restored.schedules).toContain('every');
    // From its beginning on: what was due while nobody knows what was sent is not caught up with.
    expect((await store.read('schedule-every')).at(-1)).toMatchObject({ type: 'SchedulePaused', data: { at } });
    // What it had done to runs since would be done once more: retries are runs, and no hold is on them.
    expect(restored.bulkJobs).toContain('again');
    expect((await store.read('bulk-again')).at(-1)).toMatchObject({ type: 'BulkAbortRequested' });
    const state = (await store.read('sender-s9')).map(({ type }) => type);
    expect(state.at(-1)).toBe('SenderVerificationFailed');
    const late = await execute(
      store,
      senderDecider,
      'sender-s9',
      { type: 'RecordVerification', data: { verificationId: 'v9', accepted: true, detail: '' } },
      context(),
    );
    expect(late.ok).toBe(false);
  });
  expect((await after.pool.query('select from work.checkpoints')).rowCount).toBe(0);
});

it('keeps what the tables knew after the last event of the backup in step with its log', async () => {
  const before = await filled();
  const { pool } = before;
  const late = { commandId: '' };
  // The head is read, and before the tables are: a consent, an erasure and an answered command.
  const meanwhile: Installation = {
    ...before,
    openLog: async (options) => {
      const store = await before.openLog(options);
      let asked = false;
      return {
        ...store,
        head: async (filter) => {
          const head = await store.head(filter);
          if (asked) return head;
          asked = true;
          await putContact(pool, 'ada', { email: 'ada@example.com', consent: { email: 'withdrawn' } }, 'test');
          await tellConsents(before);
          const claim = await openIdempotency(pool).begin({
            key: 'late',
            principal: 'p',
            route: 'r',
            bodyHash: 'b',
            leaseMs: 1_000,
          });
          if (claim.kind !== 'first') throw new Error('the key was used');
          late.commandId = claim.commandId;
          const command = { type: 'EraseContact', data: { contactId: 'gone' } } as const;
          await execute(store, contactDecider, 'contact-gone', command, { ...context(), commandId: claim.commandId });
          await claim.finish({ status: 202, headers: {}, body: null });
          await eraseContact(pool, 'gone');
          return head;
        },
      };
    },
  };
  const folder = newFolder();
  await writeBackup(meanwhile, folder, { onProgress: quiet });
  const after = await newInstallation();
  await restoreBackup(after, folder, quiet);
  const answers = await after.pool.query<{ command_id: string }>('select command_id from work.idempotency');
  expect(answers.rows.length).toBe(1);
  expect(answers.rows.map(({ command_id }) => command_id)).not.toContain(late.commandId);
  const waiting = await pendingConsentChanges(after.pool, { limit: 10 });
  expect(waiting).toMatchObject([{ contactId: before.contactId, channel: 'email', state: 'withdrawn' }]);
  // Its id names a command that the log has never seen.
  const { rows } = await pool.query<{ last: string }>(
    `select last_value::text as last from vault.consent_changes_id_seq`,
  );
  expect(Number(waiting[0]?.id)).toBeGreaterThan(Number(rows[0]?.last));
  await tellConsents(after);
  await withLog(after, false, async (store) => {
    const types = (await store.read(`contact-${before.contactId}`)).map(({ data }) => Reflect.get(data, 'state'));
    expect(types).toEqual(['granted', 'withdrawn']);
  });
});

it('is refused whichever of its files is damaged or missing, and writes nothing then', async () => {
  const before = await filled();
  const folder = newFolder();
  await writeBackup(before, folder, { onProgress: quiet });
  const after = await newInstallation();
  for (const name of readdirSync(folder)) {
    for (const harm of ['change', 'remove'] as const) {
      const copy = newFolder();
      cpSync(folder, copy, { recursive: true });
      const path = join(copy, name);
      const content = readFileSync(path);
      const middle = Math.floor(content.length / 2);
      if (harm === 'remove') rmSync(path);
      else writeFileSync(path, Buffer.from(content.map((byte, place) => (place === middle ? byte ^ 1 : byte))));
      await expect(restoreBackup(after, copy, quiet)).rejects.toBeInstanceOf(DamagedFile);
      rmSync(copy, { recursive: true });
    }
  }
  expect(await linesOf(after)).toEqual([]);
  for (const { name } of keptTables) expect([name, await rowsOf(after, name)]).toEqual([name, []]);
  expect(readKeys(after.dataDir).ok).toBe(false);
});

it('is restored into an empty installation only, and taken up again where it broke off', async () => {
  const before = await filled();
  const folder = newFolder();
  await writeBackup(before, folder, { onProgress: quiet });
  await expect(restoreBackup(before, folder, quiet)).rejects.toBeInstanceOf(TransferRefused);
  const used = await newInstallation();
  await contact(used.pool, 'eve', 'eve@example.com');
  await expect(restoreBackup(used, folder, quiet)).rejects.toThrow('vault.contacts');

  const after = await newInstallation();
  let epochs = 0;
  const breaking: Installation = {
    ...after,
    openNextEpoch: async (above) => {
      const epoch = await after.openNextEpoch(above);
      epochs += 1;
      return epoch;
    },
    importEvents: async (store, events) => {
      await after.importEvents(store, events.slice(0, 50));
      throw new Error('the power is gone');
    },
  };
  await expect(restoreBackup(breaking, folder, quiet)).rejects.toThrow('the power is gone');
  expect(epochs).toBe(1);
  // The second time it gets as far as the holds.
  let finished = false;
  await expect(
    restoreBackup(after, folder, ({ step, done, total }) => {
      if (step === 'runs put on hold' && done === total) {
        finished = true;
        throw new Error('and gone again');
      }
    }),
  ).rejects.toThrow('and gone again');
  expect(finished).toBe(true);
  const { events } = await restoreBackup(after, folder, quiet);
  const lines = await linesOf(before);
  expect((await linesOf(after)).slice(0, lines.length)).toEqual(lines);
  expect(events).toBeGreaterThanOrEqual(lines.length);
});
