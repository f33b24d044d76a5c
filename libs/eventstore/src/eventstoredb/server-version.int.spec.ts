import { eventually } from '../../../../test/support/eventually.js';
import { startDouble } from '../../../../test/support/eventstoredb/start.js';
import { serverAt, supportOf } from './server-version.js';
import { openEventStoreDb } from './store.js';

test.each([
  ['24.10.5', 'supported'],
  ['24.10.5.1899', 'supported'],
  ['24.10.12', 'supported'],
  ['24.10.4', 'too-old'],
  ['24.10', 'too-old'],
  ['24.6.0', 'too-old'],
  ['23.10.7', 'too-old'],
  ['25.0.0', 'too-old'],
  ['25.0.1', 'supported'],
  ['25.1.0', 'supported'],
  ['26.0.0-rc.1', 'supported'],
  ['unknown', 'unknown'],
] as const)('%s is %s', (version, support) => expect(supportOf(version)).toBe(support));

test('trap K: a server below the floor is warned of, and can be asked', async () => {
  const double = await startDouble({ version: '24.10.0' });
  const trouble: string[] = [];
  const store = await openEventStoreDb({ url: double.url, onTrouble: ({ message }) => trouble.push(message) });

  await eventually(() => trouble.length > 0);

  expect(trouble[0]).toContain('24.10.0');
  expect(await serverAt(double.url)).toMatchObject({ support: 'too-old' });
  await store.close();
  await double.stop();
});
