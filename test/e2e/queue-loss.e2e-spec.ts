import { figure } from '../support/figure.js';
import { inDatabase } from '../support/in-database.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { balanced, startRun, untilEnded, untilRun } from '../support/runs.js';
import { everyRunReplays } from './every-run-replays.js';
import { serviceUnderTest } from './service-under-test.js';

const at = serviceUnderTest();
const dropQueue = (): Promise<unknown> => inDatabase(at.service.databaseUrl, 'drop schema bullmq cascade');

test('the queue dropped in the middle of a run: after a restart the run completes, each recipient sent to once', async () => {
  const { client, sink, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 230 });
  const runId = await startRun(client, campaign.id);
  await sink.untilStored(sink.stored.length + 40);
  await dropQueue();
  expect(await service.worker.kill('SIGTERM')).toBe(0);
  await service.startWorker();
  const run = await untilEnded(client, runId);
  expect(balanced(run)).toMatchObject({ audience: 230, accepted: 230, unknown: 0 });
  expect(campaign.addresses.filter((address) => sink.mailsTo(address).length !== 1)).toEqual([]);
  figure(`queue dropped mid-run: ${run.ledger.accepted} of 230 accepted, each once`);
});

test('the queue dropped with jobs that nobody has begun: what was scheduled and started meanwhile is carried out', async () => {
  const { client, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 3 });
  await service.worker.kill();
  const startAt = new Date(Date.now() + 1_000).toISOString();
  const scheduled = await startRun(client, campaign.id, { startAt });
  const started = await startRun(client, campaign.id);
  await dropQueue();
  await service.startWorker();
  await Promise.all([scheduled, started].map((id) => untilRun(client, id, 'completed')));
});

everyRunReplays(at);
