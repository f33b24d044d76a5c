import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { putContact } from '../contacts/put.js';
import { runInputs, saveRunInputs, testRunsByAddress, variablesHashOf } from '../run-inputs/run-inputs.js';
import { contentHashOf, type Rendering, renderingsOf, saveRenderings } from './renderings.js';

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

const contact = async (externalId: string): Promise<string> => {
  const put = await putContact(pool, externalId, {}, 'test');
  if (!put.ok) throw new Error('the contact was refused');
  return put.contact.id;
};

test('a batch is stored as it was rendered, and rendered again in its place', async () => {
  const contactIds = await Promise.all(['a', 'b', 'c'].map(contact));
  const renderings = contactIds.map((contactId, index): Rendering => ({
    communicationId: `run.1.${index}`,
    contactId,
    subject: `Für "${index}" \\ {a,b} NULL`,
    ...(index === 1 ? { html: '<p>ü</p>' } : { text: 'ü\n' }),
    variables: { name: { value: ['x', { y: null }], origin: `contacts.csv row ${index}` } },
    contentHash: `hash ${index}`,
  }));
  expect((await saveRenderings(pool, renderings)).size).toBe(3);
  const again = renderings.map((each, index) =>
    index === 2 ? { ...each, subject: 'other', contentHash: 'new' } : each,
  );
  await saveRenderings(pool, again.toReversed());
  const found = await renderingsOf(pool, [...again.map(({ communicationId }) => communicationId), 'run.1.9']);
  expect([...found.values()].toSorted((a, b) => (a.communicationId < b.communicationId ? -1 : 1))).toEqual(again);
  expect((await saveRenderings(pool, [])).size).toBe(0);
});

test('a hash of content says nothing without the key, and differs with every part', () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const hashes = [
    contentHashOf(one, { subject: 'a', text: 'b' }),
    contentHashOf(two, { subject: 'a', text: 'b' }),
    contentHashOf(one, { subject: 'a', html: 'b' }),
    contentHashOf(one, { subject: 'ab', text: '' }),
    contentHashOf(one, { subject: 'ab' }),
  ];
  expect(new Set(hashes).size).toBe(5);
  const rendered = { subject: 'a', text: 'b', communicationId: 'x', contentHash: 'y' };
  expect(contentHashOf(one, rendered)).toBe(hashes[0]);
});

test('inputs of a run are kept as first given', async () => {
  const inputs = {
    runId: 'r',
    variables: { b: [1, null], a: { x: 'ü' } },
    addresses: ['Ada@example.com', 'bob@example.com'],
  };
  const first = await saveRunInputs(pool, inputs);
  expect(first).toEqual({ variables: inputs.variables, addresses: inputs.addresses, key: expect.any(Buffer) });
  expect(await saveRunInputs(pool, { ...inputs, variables: {} })).toEqual(first);
  expect(await runInputs(pool, 'r')).toEqual(first);
  expect(await runInputs(pool, 'unknown')).toBeNull();
  expect(await testRunsByAddress(pool, 'ADA@example.com')).toEqual(['r']);
});

test('the hash of variables is the same in any order, and null without any', async () => {
  const key = Buffer.alloc(32, 1);
  const hash = variablesHashOf({ key, variables: { a: 1, b: { c: 2, d: 3 } } });
  expect(variablesHashOf({ key, variables: { b: { d: 3, c: 2 }, a: 1 } })).toBe(hash);
  expect(variablesHashOf({ key, variables: {} })).toBeNull();
});

test('who was never a contact gets no rendering', async () => {
  const saved = await saveRenderings(pool, [
    { communicationId: 'run.2.0', contactId: 'unknown', variables: {}, contentHash: '' },
  ]);
  expect(saved.size).toBe(0);
});
