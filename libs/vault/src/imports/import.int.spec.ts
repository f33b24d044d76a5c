import { Readable } from 'node:stream';
import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { pendingConsentChanges } from '../contacts/consent-changes.js';
import { contactPage, contactsByExternalIds } from '../contacts/contacts.js';
import { putContact } from '../contacts/put.js';
import { importContacts, type ImportOptions } from './import.js';
import { importFaults, importReport, mostFaults } from './report.js';

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

const importText = (text: string, options: Partial<ImportOptions> = {}) =>
  importContacts(pool, Readable.from([Buffer.from(text)]), {
    id: newId(),
    source: 'contacts.csv',
    format: 'csv',
    ...options,
  });
const faultsOf = async (id: string) => (await importFaults(pool, id, { limit: 1000 })).faults;

test('a file with the troubles of real files', async () => {
  const text = [
    '\ufeff"External ID",E-Mail,Name,Time Zone,Tags,Consent,Plan,Seats',
    '1,Ada@Example.com,"Lovelace, Ada",Europe/London,"vip;new",yes,pro,3',
    '2,zoe+news@example.com,Zoë 山田,Asia/Tokyo,,,,',
    '3,bob@münchen.example,Bob,,,no,free,007',
    '4,,"No ""Mail"" Adams",,,,,',
    '',
    '5,broken@,Eve,,,,,',
    '6,eve@example.com,Eve,Mars/Olympus,,perhaps,,',
    '7,ADA@example.com,Same address,,,,,',
    '2,zoe2@example.com,Same id,,,,,',
    '8,"x@example.com\nBcc: all@example.com",Injected,,,,,',
    '9,nine@example.com,"Two\r\nLines",,,,,',
    '10,ten@example.com,Too,Many,,,,,,,',
    '11,eleven@example.com,"Open quote,,,,,',
    '12,twelve@example.com,Twelve,,,,,',
    ',thirteen@example.com,No id,,,,,',
    ',,Nobody,,,,,',
    '14,m\ufffdller@example.com,M\ufffdller,,,,,',
  ].join('\r\n');
  const report = await importText(text, { id: 'i1' });
  expect(report).toEqual({
    id: 'i1',
    source: 'contacts.csv',
    format: 'csv',
    state: 'finished',
    detail: null,
    columns: {
      'External ID': 'externalId',
      'E-Mail': 'email',
      Name: 'name',
      'Time Zone': 'timeZone',
      Tags: 'tags',
      Consent: 'consent.email',
      Plan: 'attributes.Plan',
      Seats: 'attributes.Seats',
    },
    rows: 16,
    created: 6,
    updated: 0,
    unchanged: 0,
    withoutAddress: 1,
    refused: 10,
    faults: {
      'broken-address': 1,
      'unknown-time-zone': 1,
      'unknown-consent': 1,
      'duplicate-address': 1,
      'duplicate-row': 1,
      'unsafe-text': 2,
      'wrong-number-of-columns': 1,
      'not-readable': 1,
      'no-identity': 1,
      'broken-encoding': 2,
    },
    startedAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  expect((await faultsOf('i1')).map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [7, 'E-Mail', 'broken-address'],
    [8, 'Time Zone', 'unknown-time-zone'],
    [8, 'Consent', 'unknown-consent'],
    [9, 'E-Mail', 'duplicate-address'],
    [10, null, 'duplicate-row'],
    [11, 'E-Mail', 'unsafe-text'],
    [12, 'Name', 'unsafe-text'],
    [13, null, 'wrong-number-of-columns'],
    [14, null, 'not-readable'],
    [17, null, 'no-identity'],
    [18, 'E-Mail', 'broken-encoding'],
    [18, 'Name', 'broken-encoding'],
  ]);
  expect(JSON.stringify(await faultsOf('i1'))).not.toContain('example.com');

  const contacts = await contactPage(pool, { limit: 100 });
  expect(contacts.map(({ externalId, email }) => [externalId, email])).toEqual([
    ['1', 'Ada@example.com'],
    ['12', 'twelve@example.com'],
    ['2', 'zoe+news@example.com'],
    ['3', 'bob@xn--mnchen-3ya.example'],
    ['4', null],
    ['thirteen@example.com', 'thirteen@example.com'],
  ]);
  const origin = 'contacts.csv row 2 (import i1)';
  expect(contacts.find(({ externalId }) => externalId === '1')).toMatchObject({
    name: 'Lovelace, Ada',
    timeZone: 'Europe/London',
    tags: ['vip', 'new'],
    consent: { email: 'granted' },
    attributes: { Plan: 'pro', Seats: 3 },
    origin: { email: origin, name: origin, 'attributes.Seats': origin, 'consent.email': origin },
  });
  expect(contacts.find(({ externalId }) => externalId === '3')?.attributes).toEqual({ Plan: 'free', Seats: '007' });
});

test('the same in NDJSON', async () => {
  const text = [
    '{"externalId": 1, "email": "ada@example.com", "tags": ["vip"], "consent": {"email": true, "http": "withdrawn"}, "attributes": {"seats": 3}, "plan": "pro"}',
    'not json',
    '',
    '[1]',
    '{"email": "bob@example.com", "name": null, "nested": {"a": [1, null]}}',
    '{"email": "eve@example.com", "name": "E\\u0000ve", "attributes": {"__proto__": 1}}',
  ].join('\n');
  const report = await importText(text, { id: 'i2', format: 'ndjson', source: 'a\r\nb' });
  expect(report).toMatchObject({ state: 'finished', source: 'upload', rows: 5, created: 2, refused: 3 });
  expect(report.columns).toMatchObject({
    externalId: 'externalId',
    plan: 'attributes.plan',
    'attributes.seats': 'attributes.seats',
  });
  expect((await faultsOf('i2')).map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [2, null, 'not-readable'],
    [4, null, 'not-readable'],
    [6, 'name', 'broken-encoding'],
    [6, 'attributes.__proto__', 'wrong-type'],
  ]);
  const contacts = await contactsByExternalIds(pool, ['1', 'bob@example.com']);
  expect(contacts.get('1')).toMatchObject({
    consent: { email: 'granted', http: 'withdrawn' },
    attributes: { seats: 3, plan: 'pro' },
    origin: { email: 'upload row 1 (import i2)' },
  });
  expect(contacts.get('bob@example.com')?.attributes).toEqual({ nested: { a: [1, null] } });
});

test('a name that cannot be stored costs the rows that say something under it', async () => {
  const csv = await importText('id,na\0me,na\0me\n1,Ada,Ada\n2,,\n');
  expect(csv).toMatchObject({
    state: 'finished',
    created: 1,
    refused: 1,
    columns: { id: 'externalId', 'na\ufffdme': 'attributes.na\ufffdme', 'na\ufffdme (column 3)': 'ignored' },
  });
  expect(await faultsOf(csv.id)).toMatchObject([{ row: 2, column: 'na\ufffdme', reason: 'broken-encoding' }]);
  const lines = [String.raw`{"id": "3", "a\u0000": 1}`, String.raw`{"id": "4", "a\ud800": 1}`, '{"id": "5"}'];
  const ndjson = await importText(lines.join('\n'), { format: 'ndjson' });
  expect(ndjson).toMatchObject({ state: 'finished', created: 1, refused: 2 });
  expect(await faultsOf(ndjson.id)).toMatchObject([
    { row: 1, column: 'a\ufffd', reason: 'broken-encoding' },
    { row: 2, column: 'a\ufffd', reason: 'broken-encoding' },
  ]);
});

test('importing again changes only what is new, and what a file does not say stays', async () => {
  await importText('id,email,name,consent,plan\n1,ada@example.com,Ada,yes,pro\n2,bob@example.com,Bob,,\n');
  const again = await importText('id,email,name,consent,plan\n1,ada@example.com,,,\n2,bob@example.com,Robert,no,\n', {
    id: 'i2',
  });
  expect(again).toMatchObject({ created: 0, updated: 1, unchanged: 1, refused: 0 });
  const contacts = await contactsByExternalIds(pool, ['1', '2']);
  expect(contacts.get('1')).toMatchObject({ name: 'Ada', attributes: { plan: 'pro' }, consent: { email: 'granted' } });
  expect(contacts.get('2')).toMatchObject({ name: 'Robert', origin: { name: 'contacts.csv row 3 (import i2)' } });
  expect((await pendingConsentChanges(pool, { limit: 10 })).map(({ state, origin }) => [state, origin])).toEqual([
    ['granted', expect.stringMatching(/^import \w+ row 2$/)],
    ['withdrawn', 'import i2 row 3'],
  ]);
});

test('a file without ids finds contacts by their address', async () => {
  await putContact(pool, 'c-1', { email: 'Ada@example.com' }, 'test');
  await putContact(pool, 'c-2', { email: 'two@example.com' }, 'test');
  await putContact(pool, 'c-3', { email: 'two@example.com' }, 'test');
  const report = await importText('email,name\nADA@EXAMPLE.com,Ada\nada@example.com,Again\ntwo@example.com,Who\n', {
    id: 'i',
  });
  expect(report).toMatchObject({ updated: 1, created: 0, refused: 2 });
  expect((await faultsOf('i')).map(({ row, reason }) => [row, reason])).toEqual([
    [3, 'duplicate-row'],
    [4, 'ambiguous-address'],
  ]);
  expect((await contactsByExternalIds(pool, ['c-1'])).get('c-1')).toMatchObject({
    name: 'Ada',
    email: 'ADA@example.com',
  });
});

test('shared addresses can be allowed, and those that are shared already stay', async () => {
  const text = 'id,email\n1,ada@example.com\n2,ADA@example.com\n';
  expect(await importText(text, { sharedAddresses: 'allow' })).toMatchObject({ created: 2, refused: 0 });
  expect(await importText(text)).toMatchObject({ unchanged: 2, refused: 0 });
});

test.each([
  ['', 'the file is empty'],
  ['name,plan\nAda,pro\n', 'neither an id nor an email'],
  ['"id,email\n1,ada@example.com', 'header cannot be read'],
  ['ada@example.com\nbob@example.com\n', 'neither an id nor an email'],
])('a file that begins %j is refused as a whole', async (text, detail) => {
  const report = await importText(text, { id: 'i' });
  expect(report).toMatchObject({ state: 'refused', detail: expect.stringContaining(detail), rows: 0, columns: {} });
  expect(await contactPage(pool, { limit: 1 })).toEqual([]);
  expect(await importReport(pool, 'i')).toEqual(report);
});

test('a mapping is kept to', async () => {
  const text = 'Nummer,Post,Sprache,email,email\n1,ada@example.com,de,x,y\n';
  const mapping = { Nummer: 'externalId', Post: 'email', email: 'ignore' };
  const report = await importText(text, { mapping, unknownColumns: 'ignore' });
  expect(report.columns).toEqual({
    Nummer: 'externalId',
    Post: 'email',
    Sprache: 'ignored',
    email: 'ignored',
    'email (column 5)': 'ignored',
  });
  expect((await contactsByExternalIds(pool, ['1'])).get('1')).toMatchObject({
    email: 'ada@example.com',
    attributes: {},
  });
  const wrong = await importText(text, { mapping: { Numero: 'externalId' } });
  expect(wrong).toMatchObject({ state: 'refused', detail: 'the file has no column "Numero"' });
});

test('an upload that breaks off says how far it got, and half a row is no row', async () => {
  const rows = Array.from({ length: 1200 }, (_, n) => `${n},c${n}@example.com\n`).join('');
  const breaking = async function* () {
    yield Buffer.from(`id,email\n${rows}1200,c1200@example.co`);
    throw new Error('aborted');
  };
  const report = await importContacts(pool, breaking(), { id: 'i', source: 'contacts.csv', format: 'csv' });
  expect(report).toMatchObject({ state: 'aborted', rows: 1200, created: 1200 });
  expect((await contactPage(pool, { limit: 2000 })).length).toBe(1200);

  const retry = await importText(`id,email\n${rows}1200,c1200@example.com\n1200,c1200@example.com\n`, { id: 'i' });
  expect(retry).toMatchObject({ state: 'finished', rows: 1202, created: 1, unchanged: 1200, refused: 1 });
});

test('two imports of the same people at once leave each of them once', async () => {
  const rows = Array.from({ length: 1500 }, (_, n) => `${n},c${n}@example.com`);
  const [one, two] = await Promise.all([
    importText(['id,email', ...rows].join('\n')),
    importText(['id,email', ...rows.toReversed()].join('\n')),
  ]);
  expect([one.state, two.state]).toEqual(['finished', 'finished']);
  expect(one.created + two.created).toBe(1500);
  expect((await contactPage(pool, { limit: 2000 })).length).toBe(1500);
  expect((await pool.query('select 1 from vault.contact_keys')).rowCount).toBe(1500);
});

test('a file of nothing but faults is counted in full and kept in part', async () => {
  const rows = Array.from({ length: mostFaults + 700 }, (_, n) => `${n},broken`);
  const report = await importText(['id,email', ...rows].join('\n'), { id: 'i' });
  expect(report).toMatchObject({ refused: mostFaults + 700, faults: { 'broken-address': mostFaults + 700 } });
  const first = await importFaults(pool, 'i', { limit: 1000 });
  expect(first.faults.map(({ row }) => row)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 2));
  const second = await importFaults(pool, 'i', { after: first.next ?? '', limit: mostFaults });
  expect(second.faults).toHaveLength(mostFaults - 1000);
  expect(second.faults[0]?.row).toBe(1002);
});
