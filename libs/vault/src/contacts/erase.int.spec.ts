import type pg from 'pg';
import { inTransaction, openPool } from '#platform/database/pool.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { saveInboundMessage } from '../messages/inbound.js';
import { saveVerification, verificationAddress } from '../messages/verifications.js';
import { type Rendering, renderingsOf, saveRenderings } from '../renderings/renderings.js';
import { runInputs, saveRunInputs } from '../run-inputs/run-inputs.js';
import { eraseContact } from './erase.js';
import { putContact } from './put.js';

let database: TestDatabase;
let pool: pg.Pool;
let ada: string;
let bob: string;

const created = async (externalId: string, email: string): Promise<string> => {
  const put = await putContact(pool, externalId, { email, name: externalId }, 'test');
  if (!put.ok) throw new Error('the contact was refused');
  return put.contact.id;
};

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  ada = await created('c-ada', 'Ada@example.com');
  bob = await created('c-bob', 'bob@example.com');
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const rendering = (communicationId: string, contactId: string, text: string): Rendering => ({
  communicationId,
  contactId,
  text,
  variables: { greeting: { value: text, origin: 'default' } },
  contentHash: 'hash',
});

const message = (id: string, contactId: string | null, from: string) => ({
  id,
  contactId,
  communicationId: null,
  messageId: null,
  from,
  subject: `from ${from}`,
  text: null,
  receivedAt: '2026-11-22T09:00:00.000Z',
});

/** Names of the vault's tables in which a text occurs, in any case. */
const tablesWith = async (text: string): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'vault' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await pool.query(
      `select 1 from vault.${name} t where strpos(lower(t::text), lower($1)) > 0 or strpos(lower(t::text), lower($2)) > 0 limit 1`,
      [text, Buffer.from(text).toString('hex')],
    );
    if (rowCount === 1) found.push(name);
  }
  return found;
};

test('nothing of a person is left in any table, and everybody else keeps theirs', async () => {
  await putContact(pool, 'c-ada', { email: 'ada.new@example.com', name: 'c-ada' }, 'test');
  await saveRunInputs(pool, {
    runId: 'r1',
    variables: { shop: 'Berlin', cc: 'To: ADA@example.com', who: { ids: ['c-ada'] }, 'ada@example.com': 1 },
    addresses: ['bob@example.com', 'ada@example.com', 'eve@example.com'],
  });
  await saveRenderings(pool, [
    rendering('r2.1.0', ada, 'Dear Ada@example.com'),
    rendering('r2.1.1', bob, 'Dear bob@example.com'),
  ]);
  await saveInboundMessage(pool, message('m1', ada, 'daemon@example.com'), Buffer.from('To: ada@example.com'));
  await saveInboundMessage(pool, message('m2', null, 'ADA@example.com'), Buffer.from('hello'));
  await saveInboundMessage(pool, message('m3', bob, 'bob@example.com'), Buffer.from('hello'));
  await saveVerification(pool, { id: 'v1', address: 'ada@example.com' });
  await saveVerification(pool, { id: 'v2', address: 'bob@example.com' });

  await eraseContact(pool, ada);

  for (const text of ['ada@example.com', 'ada.new@example.com', 'c-ada', ada])
    expect(await tablesWith(text)).toEqual([]);
  expect(await runInputs(pool, 'r1')).toMatchObject({
    variables: { shop: 'Berlin' },
    addresses: ['bob@example.com', null, 'eve@example.com'],
  });
  expect([...(await renderingsOf(pool, ['r2.1.0', 'r2.1.1'])).keys()]).toEqual(['r2.1.1']);
  expect((await pool.query('select id from vault.inbound_messages')).rows).toEqual([{ id: 'm3' }]);
  expect(await verificationAddress(pool, 'v1')).toBeNull();
  expect(await verificationAddress(pool, 'v2')).toBe('bob@example.com');
});

test('what two contacts share stays with the other one', async () => {
  await created('c-ada-2', 'ada@example.com');
  await saveInboundMessage(pool, message('m1', null, 'ada@example.com'), Buffer.from(''));
  await eraseContact(pool, ada);
  expect((await pool.query('select id from vault.inbound_messages')).rowCount).toBe(1);
});

test('a delivery that is still rendering cannot bring anything back', async () => {
  let erasing: Promise<void> | undefined;
  await inTransaction(pool, async (tx) => {
    const saved = await saveRenderings(tx, [rendering('r1.1.0', ada, 'early')]);
    expect([...saved]).toEqual(['r1.1.0']);
    erasing = eraseContact(pool, ada);
    await eventually(async () => {
      const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return (await pool.query(waiting)).rowCount === 1;
    });
  });
  await erasing;
  const saved = await saveRenderings(pool, [rendering('r1.1.1', ada, 'late'), rendering('r1.1.2', bob, 'fine')]);
  expect([...saved]).toEqual(['r1.1.2']);
  expect((await renderingsOf(pool, ['r1.1.0', 'r1.1.1', 'r1.1.2'])).size).toBe(1);
});

test('an answer that is still being taken in, or comes afterwards, cannot bring anything back', async () => {
  let erasing: Promise<void> | undefined;
  await inTransaction(pool, async (tx) => {
    await saveInboundMessage(tx, message('m1', ada, 'daemon@example.com'), Buffer.from('To: ada@example.com'));
    erasing = eraseContact(pool, ada);
    await eventually(async () => {
      const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return (await pool.query(waiting)).rowCount === 1;
    });
  });
  await erasing;
  await saveInboundMessage(pool, message('m2', ada, 'daemon@example.com'), Buffer.from('To: ada@example.com'));
  await saveInboundMessage(pool, message('m3', bob, 'daemon@example.com'), Buffer.from('To: bob@example.com'));
  await saveInboundMessage(pool, message('m4', null, 'eve@example.com'), Buffer.from('hello'));
  expect((await pool.query('select id from vault.inbound_messages order by id')).rows).toEqual([
    { id: 'm3' },
    { id: 'm4' },
  ]);
});
