import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import {
  assignInboundMessage,
  findInboundMessages,
  type InboundMessage,
  inboundMessages,
  rawInboundMessage,
  saveInboundMessage,
} from './inbound.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const message = (id: string, change: Partial<InboundMessage> = {}): InboundMessage => ({
  id,
  contactId: null,
  communicationId: null,
  messageId: `<${id}@example.com>`,
  from: 'Ada@example.com',
  subject: 'Re: ü',
  text: 'Yes.',
  receivedAt: '2026-11-22T09:00:00.123Z',
  ...change,
});

test('bytes and reading are kept, once', async () => {
  const raw = Buffer.from([0, 255, 13, 10, 0xc3]);
  await saveInboundMessage(pool, message('m1'), raw);
  await saveInboundMessage(pool, message('m1', { subject: 'other' }), Buffer.from('other'));
  expect((await inboundMessages(pool, ['m1', 'unknown'])).get('m1')).toEqual(message('m1'));
  expect((await rawInboundMessage(pool, 'm1'))?.equals(raw)).toBe(true);
  expect(await rawInboundMessage(pool, 'unknown')).toBeNull();
});

test('what PostgreSQL cannot store as text does not lose the message', async () => {
  const broken = message('m2', { subject: 'a\0b', text: '\0', from: 'a\0@example.com', messageId: '\0' });
  await saveInboundMessage(pool, broken, Buffer.from('raw'));
  expect((await inboundMessages(pool, ['m2'])).get('m2')?.subject).toBe('a\ufffdb');
});

test('found by sender or Message-ID, and assigned later', async () => {
  await saveInboundMessage(pool, message('m3', { from: 'EVE@example.com' }), Buffer.from(''));
  await saveInboundMessage(
    pool,
    message('m4', { from: 'eve@example.com', receivedAt: '2026-11-22T10:00:00.000Z' }),
    Buffer.from(''),
  );
  expect(await findInboundMessages(pool, { from: 'Eve@example.com' })).toEqual(['m4', 'm3']);
  expect(await findInboundMessages(pool, { messageId: '<m3@example.com>' })).toEqual(['m3']);
  await assignInboundMessage(pool, 'm3', { contactId: 'c', communicationId: 'r.1.0' });
  expect((await inboundMessages(pool, ['m3'])).get('m3')).toMatchObject({ contactId: 'c', communicationId: 'r.1.0' });
});
