import type pg from 'pg';
import type { BatchEvent, Outcome } from '#domain/batch/messages.js';
import { campaignDefinition, goalDefinition, senderDefinition } from '#domain/testing/definition-fixtures.js';
import { scheduleDefinition } from '#domain/testing/schedule-fixtures.js';
import type { Category } from '#domain/events.js';
import { suppressionDecider } from '#domain/suppression/decide.js';
import { execute } from '#eventstore/execute.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { openPool } from '#platform/database/pool.js';
import { systemClock } from '#platform/clock.js';
import { hmac, newId } from '#platform/ids.js';
import { wholeLog } from '#transfer/log/whole-log.js';
import { contactsByIds } from '#vault/contacts/contacts.js';
import { putContact } from '#vault/contacts/put.js';
import { saveVerification } from '#vault/messages/verifications.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendFacts, fact } from '../../../../test/support/event-builders.js';
import { SmtpSink } from '../../../../test/support/smtp-sink.js';
import { defaultBackOff } from '../channels/back-off.js';
import { openEmailChannel } from '../channels/email/channel.js';
import { workerContext } from '../worker-context.js';
import { eraseContacts } from './erase-contacts.js';
import type { Reactor } from './reactor.js';
import { startOccurrences } from './start-occurrences.js';
import { suppressRefused } from './suppress-refused.js';
import { verifySenders } from './verify-senders.js';

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  store = await openPostgresEventStore({ pool, url: database.url });
});
afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

/** Hands the whole log to a reactor, as after an import or a restore. */
const throughTheLog = async (reactor: Reactor): Promise<void> => {
  await reactor.react(
    (await wholeLogNow()).filter(({ category }) => reactor.categories.some((one) => one === category)),
  );
};

/** Also what a neighbour's transaction still hides from the feed. */
const wholeLogNow = async (): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const page of wholeLog(store)) events.push(...page);
  return events;
};

const eventsOf = async (wanted: Category): Promise<readonly string[]> =>
  (await wholeLogNow()).filter(({ category }) => category === wanted).map(({ stream, type }) => `${stream} ${type}`);

const at = '2026-11-20T09:00:00.000Z';

it('suppresses a refused address once, and not again what was released since', async () => {
  const suppressionKey = Buffer.alloc(32, 1);
  const put = await putContact(pool, 'ada', { email: 'ada@example.com' }, 'test');
  if (!put.ok) throw new Error('the contact was refused');
  const contactId = put.contact.id;
  const key = (await contactsByIds(pool, [contactId])).get(contactId)?.key ?? Buffer.alloc(0);
  const of = { communicationId: 'r1.1.0', contactId, attempt: 1, fence: 1 };
  const outcome: Outcome = { kind: 'refused', code: '5.1.1', answer: '550 no such user' };
  const addressHash = hmac(key, 'ada@example.com');
  const batch: readonly BatchEvent[] = [
    { type: 'DispatchClaimed', data: { ...of, messageId: 'm', contentHash: 'c', addressHash } },
    { type: 'DispatchSettled', data: { ...of, outcome } },
  ];
  await appendFacts(
    store,
    batch.map((event) => fact('runbatch-r1.1', event, at)),
  );
  const reactor = suppressRefused({ store, pool, suppressionKey, worker: 'w', now: systemClock });
  const suppressed = `suppression-${hmac(suppressionKey, 'ada@example.com')}`;
  await throughTheLog(reactor);
  await throughTheLog(reactor);
  expect(await eventsOf('suppression')).toEqual([`${suppressed} AddressSuppressed`]);
  const context = workerContext({ worker: 'w', part: 'inbound', about: 'x', now: systemClock });
  const release = { type: 'Release', data: { addressHash: suppressed.slice('suppression-'.length) } } as const;
  await execute(store, suppressionDecider, suppressed, release, context);
  await throughTheLog(reactor);
  expect(await eventsOf('suppression')).toEqual([`${suppressed} AddressSuppressed`, `${suppressed} AddressReleased`]);
});

it('sends no test mail that was settled or replaced', async () => {
  const id = newId();
  const asked = (verificationId: string) =>
    fact(`sender-${id}`, { type: 'SenderVerificationRequested', data: { id, version: 1, verificationId } }, at);
  await appendFacts(store, [
    fact(
      `sender-${id}`,
      { type: 'SenderDefined', data: { id, version: 1, hash: 'x', summary: 's', definition: senderDefinition } },
      at,
    ),
    asked('v1'),
    asked('v2'),
    fact(`sender-${id}`, { type: 'SenderVerified', data: { id, version: 1, verificationId: 'v2' } }, at),
  ]);
  const sink = await SmtpSink.start();
  const keys = { current: 'k1', keys: { k1: Buffer.alloc(32, 7) } };
  const email = openEmailChannel({
    server: { host: '127.0.0.1', port: sink.port, secure: false, requireTLS: false },
    connections: 1,
    replyKeys: keys,
    unsubscribeKeys: keys,
    publicUrl: 'http://127.0.0.1:3000',
    inboundDomain: 'replies.localhost',
    clock: systemClock,
    backOff: defaultBackOff,
    timeouts: { connect: 5_000, silence: 5_000, total: 10_000 },
  });
  const before = await eventsOf('sender');
  for (const id of ['v1', 'v2']) await saveVerification(pool, { id, address: 'operator@example.com' });
  await throughTheLog(verifySenders({ store, pool, worker: 'w', now: systemClock, email }));
  expect([await eventsOf('sender'), sink.connectionCount]).toEqual([before, 0]);
  await email.close();
  await sink.stop();
});

it('erases again whom it erased before, and nobody else', async () => {
  const put = await putContact(pool, 'eve', { email: 'eve@example.com' }, 'test');
  if (!put.ok) throw new Error('the contact was refused');
  const { id } = put.contact;
  await appendFacts(store, [fact(`contact-${id}`, { type: 'ContactErased', data: { contactId: id } }, at)]);
  await throughTheLog(eraseContacts(pool));
  const again = await putContact(pool, 'eve', { email: 'eve@example.com' }, 'test');
  await throughTheLog(eraseContacts(pool));
  const { rows } = await pool.query<{ external_id: string }>('select external_id from vault.contacts order by 1');
  expect([again.ok, rows.map((row) => row.external_id)]).toEqual([true, ['ada', 'eve']]);
});

it('backfills no other times because the schedule was changed since', async () => {
  const campaign = { ...campaignDefinition, channel: 'noop', segment: null, sender: null } as const;
  const published = { version: 1, hash: 'x', summary: 's' };
  const hourly = (phaseSeconds: number) => ({
    ...scheduleDefinition,
    specs: [{ kind: 'interval', everySeconds: 3_600, phaseSeconds } as const],
  });
  const set = (version: number, phaseSeconds: number, from: string) =>
    fact(
      'schedule-s1',
      { type: 'ScheduleSet', data: { scheduleId: 's1', version, definition: hourly(phaseSeconds), from } },
      from,
    );
  const range = { from: '2026-11-20T03:00:00.000Z', to: '2026-11-20T05:00:00.000Z', count: 2 };
  await appendFacts(store, [
    fact('goal-g1', { type: 'GoalDefined', data: { id: 'g1', ...published, definition: goalDefinition } }, at),
    fact('campaign-c1', { type: 'CampaignDefined', data: { id: 'c1', ...published, definition: campaign } }, at),
    set(1, 0, at),
    fact(
      'schedule-s1',
      { type: 'BackfillRequested', data: { scheduleId: 's1', ...range } },
      '2026-11-20T10:00:00.000Z',
    ),
  ]);
  const reactor = startOccurrences({ store, worker: 'w', now: systemClock });
  await throughTheLog(reactor);
  await throughTheLog(reactor); // the second time with what it wrote itself
  const before = [await eventsOf('occurrence'), await eventsOf('run')];
  expect(before.map(({ length }) => length)).toEqual([2, 4]);
  await appendFacts(store, [set(2, 1_800, '2026-11-20T11:00:00.000Z')]);
  await throughTheLog(reactor);
  expect([await eventsOf('occurrence'), await eventsOf('run')]).toEqual(before);
});
