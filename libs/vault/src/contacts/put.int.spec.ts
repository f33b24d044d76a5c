import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { pendingConsentChanges, removeConsentChanges } from './consent-changes.js';
import { eraseContact } from './erase.js';
import { putContact, type Put, type StatedContact } from './put.js';
import { contactIdsByAddress, contactPage, contactsByExternalIds, contactsByIds } from './contacts.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const put = (externalId: string, stated: StatedContact) => putContact(pool, externalId, stated, 'PUT /v1/contacts');
const stored = (answer: Put) => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults));
  return answer;
};

test('a contact is created, updated, or left as it was', async () => {
  const ada = { email: 'Ada@Example.com', name: 'Ada', attributes: { plan: 'pro' }, tags: ['vip'] };
  const created = stored(await put('c-1', ada));
  expect(created.kind).toBe('created');
  expect(created.contact).toEqual({
    id: expect.stringMatching(/^[0-9a-z]{26}$/),
    externalId: 'c-1',
    email: 'Ada@example.com',
    name: 'Ada',
    timeZone: null,
    locale: null,
    attributes: { plan: 'pro' },
    tags: ['vip'],
    consent: {},
    origin: Object.fromEntries(
      ['email', 'name', 'tags', 'attributes.plan'].map((field) => [field, 'PUT /v1/contacts']),
    ),
  });
  expect(stored(await put('c-1', ada)).kind).toBe('unchanged');
  const updated = stored(await put('c-1', { name: 'Ada L.' }));
  expect(updated).toMatchObject({ kind: 'updated', contact: { id: created.contact.id, email: null, name: 'Ada L.' } });
  const found = (await contactsByExternalIds(pool, ['c-1', 'c-2'])).get('c-1');
  expect(found).toEqual({ ...updated.contact, key: expect.any(Buffer) });
  expect(found?.key).toHaveLength(32);
});

test('faults are pointed at, and nothing is stored', async () => {
  const answer = await put('c-1', {
    email: 'ada@example.com\r\nBcc: x@example.com',
    name: 'Ada\nX: y',
    attributes: { 'a/b~c': 'x\0' },
    consent: { fax: 'granted' },
  });
  expect(answer).toMatchObject({
    ok: false,
    faults: [
      { pointer: '/email', reason: 'unsafe-text' },
      { pointer: '/name', reason: 'unsafe-text' },
      { pointer: '/attributes/a~1b~0c', reason: 'broken-encoding' },
      { pointer: '/consent/fax', reason: 'unknown-consent' },
    ],
  });
  expect(await contactPage(pool, { limit: 10 })).toEqual([]);
});

test('many writers of one new contact make one contact', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => put('c-1', { name: `writer ${n}` })));
  expect(answers.filter((answer) => stored(answer).kind === 'created')).toHaveLength(1);
  expect(new Set(answers.map((answer) => stored(answer).contact.id)).size).toBe(1);
  expect((await pool.query('select 1 from vault.contact_keys')).rowCount).toBe(1);
});

test('every address a contact had leads to them, in any case', async () => {
  const { contact } = stored(await put('c-1', { email: 'old@example.com' }));
  await put('c-1', { email: 'New@example.com' });
  const other = stored(await put('c-2', { email: 'new@example.com' })).contact;
  expect(await contactIdsByAddress(pool, 'OLD@example.com')).toEqual([contact.id]);
  expect(await contactIdsByAddress(pool, 'new@EXAMPLE.com')).toEqual([contact.id, other.id].toSorted());
});

test('pages go through everybody once', async () => {
  for (const id of ['b', 'a', 'd', 'c', 'e']) await put(id, {});
  const seen: string[] = [];
  for (let after = ''; ;) {
    const page = await contactPage(pool, { after, limit: 2 });
    if (page.length === 0) break;
    seen.push(...page.map(({ externalId }) => externalId));
    after = page.at(-1)?.externalId ?? '';
  }
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('changes of consent wait until their events are appended', async () => {
  const { contact } = stored(await put('c-1', { consent: { email: 'granted' } }));
  await put('c-1', { consent: { email: 'granted' } });
  await put('c-1', {});
  await put('c-1', { consent: { email: 'withdrawn', http: 'granted' } });
  await put('c-2', { consent: { email: 'granted' } });
  const mine = await pendingConsentChanges(pool, { contactId: contact.id, limit: 10 });
  expect(mine.map(({ channel, state }) => [channel, state])).toEqual([
    ['email', 'granted'],
    ['email', 'withdrawn'],
    ['http', 'granted'],
  ]);
  expect(mine[0]).toMatchObject({ contactId: contact.id, origin: 'PUT /v1/contacts' });
  await removeConsentChanges(
    pool,
    mine.map(({ id }) => id),
  );
  expect(await pendingConsentChanges(pool, { limit: 10 })).toHaveLength(1);
});

test('an erased contact is gone, and the id may come back as somebody else', async () => {
  const { contact } = stored(await put('c-1', { email: 'ada@example.com', consent: { email: 'granted' } }));
  await eraseContact(pool, contact.id);
  await eraseContact(pool, contact.id);
  expect((await contactsByIds(pool, [contact.id])).size).toBe(0);
  expect(await contactIdsByAddress(pool, 'ada@example.com')).toEqual([]);
  expect(await pendingConsentChanges(pool, { limit: 10 })).toEqual([]);
  const again = stored(await put('c-1', { email: 'ada@example.com' }));
  expect(again.kind).toBe('created');
  expect(again.contact.id).not.toBe(contact.id);
});
