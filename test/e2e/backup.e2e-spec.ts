import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projections } from '#readmodel/projections.js';
import type { HeldRun } from '#readmodel/gates/held-runs.js';
import type { Verdict } from '#readmodel/verify.js';
import { cli } from '../../apps/cli/test/cli-run.js';
import { freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import {
  balanced,
  everyItem,
  historyOf,
  replayEveryRun,
  runNow,
  startRun,
  untilEnded,
  untilRunSo,
} from '../support/runs.js';
import { type Service, startService } from '../support/service.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { type StackName, startStack } from '../support/stacks.js';

/** Sends that the backup is made in the middle of. */
const sends = Number(process.env['RESTORE_SENDS'] ?? 300);
/** A slow machine gets on with ten a second. */
const patience = 60_000 + sends * 100;
/** So many must have left before the backup, and as many again after it. */
const some = Math.min(100, sends / 20);

let sink: SmtpSink;
let before: Service;
let root: string;
const opened: (() => Promise<unknown> | void)[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'sortie-restored-'));
  sink = await SmtpSink.start();
  before = await startService({ smtpUrl: sink.url, workers: 2 });
}, 60_000);
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});
afterAll(async () => {
  await before?.stop();
  await sink?.stop();
  rmSync(root, { recursive: true });
});

const mailsTo = (addresses: readonly string[]): number => {
  const wanted = new Set(addresses);
  return sink.stored.filter(({ to }) => to.some((one) => wanted.has(one))).length;
};

/** A folder that was backed up, and what the test knows of it. */
interface BackedUp {
  readonly folder: string;
  readonly open: string;
  readonly scheduled: string;
  readonly done: string;
  readonly doneHistory: readonly unknown[];
  readonly campaign: { readonly id: string; readonly addresses: readonly string[] };
  readonly other: { readonly id: string; readonly addresses: readonly string[] };
}

let backedUp: BackedUp;

const stripped = async (service: Service, runId: string): Promise<readonly unknown[]> =>
  (await historyOf(service.client, runId)).map(({ number, stream, revision, type, eventId }) => [
    number,
    stream,
    revision,
    type,
    eventId,
  ]);

it(
  `is backed up in the middle of ${sends} sends, which go on`,
  async () => {
    const { client } = before;
    const [campaign, other] = await Promise.all([
      aReadyCampaign(client, { contacts: sends, perSecond: Math.max(50, sends / 30) }),
      aReadyCampaign(client, { contacts: 5 }),
    ]);
    const done = await untilEnded(client, await startRun(client, other.id));
    const ahead = new Date(Date.now() + 12_000).toISOString();
    const scheduled = await startRun(client, other.id, { startAt: ahead });
    const open = await startRun(client, campaign.id);
    await untilRunSo(client, open, ({ ledger }) => ledger.accepted > some, 'on its way');
    const folder = join(root, 'backup');
    const { databaseUrl, dataDir, stack } = before;
    const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...stack.settings };
    const atBackup = mailsTo(campaign.addresses);
    const made = await cli(['backup', '--out', folder, '--json'], { env });
    expect([made.code, made.json.events > 0]).toEqual([0, true]);
    await untilRunSo(client, open, ({ ledger }) => ledger.accepted > atBackup + some, 'further on its way');
    const doneHistory = await stripped(before, done.id);
    await Promise.all([...before.apis.map(({ process }) => process), ...before.workers].map((one) => one.kill()));
    expect(mailsTo(campaign.addresses)).toBeGreaterThan(atBackup);
    backedUp = { folder, open, scheduled, done: done.id, doneHistory, campaign, other };
  },
  patience,
);

/** Restores into stores that nobody has used. */
const restored = async (name: StackName): Promise<Service> => {
  const [database, stack] = await Promise.all([freshDatabase(), startStack(name)]);
  opened.push(
    () => database.drop(),
    () => stack.stop(),
  );
  const dataDir = join(root, name);
  const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, ...stack.settings };
  const done = await cli(['restore', backedUp.folder, '--yes'], { env });
  if (done.code !== 0) throw new Error(done.said);
  expect(done.out).toContain('On hold, for they had not ended: 2.');
  expect(done.out).toContain('not known');
  expect(done.said).toContain('sortie events --type ContactErased');
  const service = await startService({
    smtpUrl: sink.url,
    workers: 2,
    stores: { databaseUrl: database.url, dataDir, stack },
  });
  opened.push(() => service.stop());
  return service;
};

it.each(['embedded', 'scale-out'] as const)(
  'sends nothing after a restore on %s before an operator has released the run',
  async (name) => {
    const { open, scheduled, done, campaign, other } = backedUp;
    const everyone = [...campaign.addresses, ...other.addresses];
    const atStart = mailsTo(everyone);
    const after = await restored(name);
    const { client } = after;
    await untilRunSo(
      client,
      open,
      ({ waitingFor, ledger }) => waitingFor.some(({ kind }) => kind === 'hold') && ledger.inFlight === 0,
      'on hold, with nothing in flight',
    );
    const waiting = await untilRunSo(
      client,
      scheduled,
      ({ status, waitingFor }) => status === 'running' && waitingFor.some(({ count }) => count === 5),
      'started, and on hold',
    );
    expect(waiting.waitingFor).toMatchObject([
      { kind: 'hold', count: 5, releasedBy: expect.stringContaining(`run:${scheduled} (restored: `) },
    ]);
    // The read models are still on their way through the log that came back: both are asked until they agree.
    const left = await eventually(async () => {
      const [{ ledger }, listed] = await Promise.all([
        runNow(client, open),
        everyItem<HeldRun>(client, '/v1/holds/runs'),
      ]);
      const wanted = new Map([
        [open, ledger.waiting],
        [scheduled, 5],
      ]);
      expect(new Map(listed.map(({ runId, withoutOutcome }) => [runId, withoutOutcome]))).toEqual(wanted);
      expect(ledger.waiting).toBeLessThan(sends);
      return ledger.waiting + 5;
    });
    // What is decided now is no part of what came back: it is sent.
    await untilEnded(client, await startRun(client, other.id));
    const ofTheNewRun = 5;
    expect(mailsTo(everyone) - atStart).toBe(ofTheNewRun);
    expect(sink.stored.filter(({ to }) => to.some((one) => one.startsWith('operator-'))).length).toBe(2);

    const env = { SORTIE_URL: client.url, SORTIE_KEY: after.keys.localApiKey };
    for (const run of [open, scheduled]) {
      const lifted = await cli(['hold', 'off', '--run', run, '--reason', 'looked through'], { env });
      expect([lifted.code, lifted.said]).toEqual([0, '']);
    }
    await eventually(async () => (await runNow(client, open)).endedAt !== null, { patienceMs: patience, everyMs: 500 });
    const [first, second] = await Promise.all([untilEnded(client, open), untilEnded(client, scheduled)]);
    const { accepted, unknown } = balanced(first);
    expect([accepted + unknown, balanced(second).accepted]).toEqual([sends, 5]);
    expect(await everyItem<HeldRun>(client, '/v1/holds/runs')).toEqual([]);
    expect(await stripped(after, done)).toEqual(backedUp.doneHistory);
    const verdicts = await Promise.all(
      projections.map(({ name }) => client.post<Verdict>(`/v1/projections/${name}/verify`)),
    );
    expect(verdicts.filter(({ equal, parkedStreams }) => !equal || parkedStreams > 0)).toEqual([]);
    const { runs, differences } = await replayEveryRun(client);
    expect(differences).toEqual([]);
    figure(
      `restore on ${name} of a backup in the middle of ${sends} sends: 0 of ${left} waiting sent before ` +
        `release; released, ended with ${accepted} accepted and ${unknown} unknown; ${runs} runs replayed, 0 differences`,
    );
  },
  patience * 2,
);
