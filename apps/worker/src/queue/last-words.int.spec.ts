import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { ignoreLastWords } from './last-words.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

test('a connection without listeners that is being ended may say what it likes', async () => {
  ignoreLastWords();
  ignoreLastWords();
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  client.removeAllListeners();
  expect(() => client.emit('error', new Error('before'))).toThrow('before');
  const ended = client.end();
  expect(client.emit('error', new Error('terminating connection due to administrator command'))).toBe(true);
  await ended;
});
