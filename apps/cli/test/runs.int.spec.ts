import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApi, type TestApi } from '../../api/test/api.js';
import { type RecordedRun, recordRun } from '../../api/test/recorded-run.js';
import { caughtUp, putContacts, readyCampaign } from '../../api/test/run-fixtures.js';
import { eventually } from '../../../test/support/eventually.js';
import { cli, type CliRun, type CliSettings } from './cli-run.js';

let api: TestApi;
let campaign: string;
let ended: RecordedRun;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  await putContacts(api);
  campaign = await readyCampaign(api);
  ended = await recordRun(api, campaign, { fates: ['accepted', 'refused', 'unknown'], ended: true });
  await caughtUp(api);
});
afterAll(() => api.stop());

const sortie = (argv: readonly string[], settings: CliSettings = {}): Promise<CliRun> =>
  cli(argv, { env: { SORTIE_URL: api.url, SORTIE_KEY: api.keys.operator }, ...settings });

const started = async (...options: string[]): Promise<string> =>
  (await sortie(['run', campaign, ...options])).out.trim();

test('a run is scheduled, found, moved and cancelled, asked for once under one key', async () => {
  const options = [
    '--at',
    '2099-01-01T00:00:00Z',
    '--meta',
    'quarter=Q4',
    '--var',
    'discount=10',
    '--idempotency-key',
    'k1',
  ];
  const id = await started(...options);
  expect(id).toMatch(/^\w{26}$/);
  expect(await started(...options)).toBe(id);
  expect((await sortie(['run', campaign, '--at', '+2h', '--idempotency-key', 'k1'])).said).toMatch(
    /Idempotency-Key was used/,
  );
  const filter = ['--status', 'scheduled', '--meta', 'quarter=Q4', '--type', 'once', '--sort', 'scheduled'];
  await caughtUp(api, 'runs');
  expect(await sortie(['runs', 'list', ...filter])).toMatchObject({
    code: 0,
    out: expect.stringContaining(id),
    said: expect.stringMatching(/^1 run\. As of /),
  });
  expect((await sortie(['runs', 'list', '--stalled', 'yes', '--test', 'no'])).said).toMatch(/^No runs\./);
  const moved = await sortie(['runs', 'reschedule', id, '--at', '2099-06-01T09:00 Europe/Berlin']);
  expect(moved.out).toBe(`Run ${id} is scheduled, starts 2099-06-01 07:00:00Z\n`);
  const shown = await sortie(['runs', 'show', id]);
  expect(shown.out).toMatch(/Waiting for\ntime, .*until 2099-06-01 07:00:00Z/);
  expect(shown.out).toMatch(/labels +quarter=Q4\n/);
  expect((await sortie(['runs', 'versions', id])).out).toMatch(/RunRescheduled/);
  expect((await sortie(['runs', 'cancel', id, '--reason', 'wrong day'])).out).toMatch(/is cancell(ing|ed)\n$/);
  const again = await sortie(['runs', 'pause', id]);
  expect(again).toMatchObject({ code: 1, said: expect.stringMatching(/allowed now: .*run-again/) });
});

test('a run that cannot start is refused with every reason', async () => {
  const idle = await readyCampaign(api, { goal: null, reviewer: null });
  const refused = await sortie(['run', idle]);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.said).toMatch(/^The campaign cannot run now: 2 reasons/);
  expect(refused.said).toContain('/goal: the campaign has no goal');
  expect((await sortie(['run', campaign, '--at', '2020-01-01T00:00:00Z'])).said).toContain('/startAt: ');
});

test('a run that has ended is read from every side', async () => {
  await caughtUp(api);
  const { id, communications } = ended;
  const shown = await sortie(['runs', 'show', id]);
  expect(shown.out).toMatch(/status +completed_with_failures\n/);
  expect(shown.out).toMatch(/Ledger\naudience +3\n/);
  expect((await sortie(['runs', 'show', id, '--at', '1'])).out).toMatch(/as of +number 1, /);
  const listed = await sortie(['runs', 'communications', id, '--status', 'refused,unknown']);
  expect(listed.out.trim().split('\n')).toHaveLength(3);
  expect((await sortie(['runs', 'communications', id, '--at', '1'])).said).toMatch(/^No communications/);
  expect((await sortie(['runs', 'history', id, '--type', 'RunStarted'])).out).toMatch(/RunStarted/);
  expect((await sortie(['runs', 'history', id, '--limit', '2'])).said).toMatch(/More: --after 2\n$/);
  expect((await sortie(['runs', 'instructions', id, '--communication', communications[0] ?? ''])).out).toMatch(
    /Variables of the communication\ncontact.name +"Person 1" {2}\(contact\)/,
  );
  expect((await sortie(['runs', 'skips', id])).said).toMatch(/^No skips/);
  expect((await sortie(['runs', 'replies', id])).said).toMatch(/^No replies/);
  expect((await sortie(['runs', 'counters', '--json'])).json.counts).toMatchObject({ completed_with_failures: 1 });
  expect(await sortie(['runs', 'refresh', id])).toMatchObject({
    code: 0,
    said: 'The read models agree with the log.\n',
  });
  expect(await sortie(['runs', 'watch', id])).toMatchObject({ code: 1, out: expect.stringMatching(/^audience +3\n/) });
});

test('a replay shows the state before and after each event, and a difference ends with 1', async () => {
  await caughtUp(api);
  const replayed = await sortie(['runs', 'replay', ended.id, '--verify']);
  expect(replayed).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^Verified: .* 3 communications included\.\n$/),
  });
  expect(replayed.out).toMatch(/RunPreparing +- +queued +preparing\n/);
  const { pool } = api.installation;
  await pool.query('update rm_runs.ledgers set accepted = accepted + 1 where run_id = $1', [ended.id]);
  const differing = await sortie(['runs', 'replay', ended.id, '--verify']);
  await pool.query('update rm_runs.ledgers set accepted = accepted - 1 where run_id = $1', [ended.id]);
  expect(differing).toMatchObject({ code: 1, out: expect.stringContaining('/ledger') });
});

test('runs come out of runs', async () => {
  expect((await sortie(['runs', 'again', ended.id, '--version', 'latest'])).out).toMatch(/^\w{26}\n$/);
  expect((await sortie(['runs', 'retry-failed', ended.id])).said).toMatch(/^Run of campaign version 1: /);
  const { id, communications } = await recordRun(api, campaign, { fates: ['unknown'], ended: true });
  await caughtUp(api);
  const resend = ['runs', 'resend', id, '--communications', communications.join(',')];
  expect((await sortie(resend)).code).toBe(2);
  expect((await sortie(resend, { answer: 'y' })).out).toMatch(/^\w{26}\n$/);
});

test('communications are listed, shown, found and settled', async () => {
  const [accepted = '', , unknown = ''] = ended.communications;
  expect((await sortie(['communications', 'list', '--run', ended.id, '--contact', 'c-1'])).out).toContain(accepted);
  const shown = await sortie(['communications', 'show', accepted]);
  expect(shown.out).toMatch(/Message\ntext: Dear Person 1\n/);
  expect(shown.out).toMatch(/DispatchClaimed/);
  expect(await sortie(['find', 'Person1@example.com'])).toMatchObject({
    code: 0,
    out: expect.stringContaining(accepted),
  });
  expect((await sortie(['find', `<${accepted}@shop.example>`])).code).toBe(0);
  expect(await sortie(['find', 'nobody@example.com'])).toMatchObject({ code: 1, said: 'Nothing is known of it.\n' });
  const mail = join(api.installation.config.dataDir, 'complaint.eml');
  writeFileSync(mail, `From: x@example.net\r\nIn-Reply-To:\r\n <${accepted}@shop.example>\r\n\r\nPlease stop.\r\n`);
  expect(await sortie(['find', mail, '--json'])).toMatchObject({
    code: 0,
    json: { communications: [{ id: accepted }] },
  });
  const resolve = [
    'communications',
    'resolve',
    unknown,
    '--as',
    'was-sent',
    '--reason',
    'is in the log of the provider',
  ];
  expect(await sortie(resolve)).toMatchObject({ code: 0, out: `Settled ${unknown}: was-sent.\n` });
  const both = await sortie(['communications', 'resolve', unknown, accepted, ...resolve.slice(3)]);
  expect(both).toMatchObject({ code: 1, out: expect.stringMatching(/^Settled 0\.\nNOT DECIDED/) });
});

test('drafts are shown, decided by what they say, and written again', async () => {
  const reviewed = await readyCampaign(api, { reviewer: 'human' });
  const { id, communications, hashes } = await recordRun(api, reviewed, { fates: ['draft', 'draft', 'draft'] });
  const [first = '', second = '', third = ''] = communications;
  await caughtUp(api);
  expect((await sortie(['drafts', 'list', '--run', id])).out).toContain(hashes[0]);
  expect((await sortie(['drafts', 'show', first])).out).toMatch(/Message\ntext: Dear Person 1\n/);
  expect(await sortie(['drafts', 'approve', `${first}@${'0'.repeat(64)}`])).toMatchObject({ code: 1 });
  expect((await sortie(['drafts', 'approve', `${first}@${hashes[0]}`, '--note', 'fine'])).out).toBe('Approved 1.\n');
  expect((await sortie(['drafts', 'reject', second])).out).toBe('Rejected 1.\n');
  expect((await sortie(['drafts', 'render-again', third])).out).toMatch(/^\/text\n/m);
  await caughtUp(api);
  expect((await sortie(['drafts', 'approve', '--run', id])).out).toMatch(/^Approved 1\.\n/);
});

test('events are read by pages and followed as they come', async () => {
  const page = await sortie(['events', '--run', ended.id, '--type', 'RunStarted,RunCompleted']);
  expect(page.out.trim().split('\n')).toHaveLength(3);
  expect((await sortie(['event-types', 'RunStarted', '--json'])).json).toMatchObject({ category: 'run' });
  expect(await sortie(['event-types', 'Nothing'])).toMatchObject({ code: 1 });

  const enough = new AbortController();
  let heard = '';
  const onWrite = (text: string): void => {
    heard += text;
  };
  const following = sortie(['events', '--follow', '--run', ended.id], { signal: enough.signal, onWrite });
  await eventually(async () => heard.includes('RunCompleted'));
  enough.abort();
  expect(await following).toMatchObject({ code: 130 });
});
