import { Readable } from 'node:stream';
import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { importContacts } from '#vault/imports/import.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.js';
import { contactRows, contactsFile } from './contacts-file.js';

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

it('brings every trouble that it promises to the import', async () => {
  const report = await importContacts(pool, Readable.from([Buffer.from(contactsFile())]), {
    id: 'contacts-file',
    source: 'contacts.csv',
    format: 'csv',
  });
  expect(report).toMatchObject({
    state: 'finished',
    rows: contactRows,
    created: 4718,
    refused: 282,
    withoutAddress: 116,
    faults: {
      'broken-address': 76,
      'duplicate-address': 55,
      'duplicate-row': 17,
      'no-identity': 8,
      'not-readable': 10,
      'unknown-consent': 15,
      'unknown-time-zone': 71,
      'unsafe-text': 9,
      'wrong-number-of-columns': 23,
    },
    columns: { '': 'ignored', 'E-Mail': 'email', first_name: 'attributes.first_name' },
  });
});
