import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureKeys, keysFile, readKeys } from './keys.js';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sortie-keys-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('keys are made once, for their owner only', () => {
  const first = ensureKeys(folder);
  expect(first).toMatchObject({ ok: true, keys: { localApiKey: expect.stringMatching(/^sortie_/) } });
  expect(ensureKeys(folder)).toEqual(first);
  expect(statSync(keysFile(folder)).mode & 0o777).toBe(0o600);
});

test('two folders have no key in common', () => {
  const [one, two] = [ensureKeys(folder), ensureKeys(join(folder, 'other'))];
  if (!one.ok || !two.ok) throw new Error('no keys');
  expect(one.keys.suppressionKey.equals(two.keys.suppressionKey)).toBe(false);
  expect(one.keys.databasePassword).not.toBe(two.keys.databasePassword);
  expect(one.keys.reply.current).not.toBe(two.keys.reply.current);
});

test('a file that others can read is refused', () => {
  ensureKeys(folder);
  chmodSync(keysFile(folder), 0o640);
  expect(readKeys(folder)).toEqual({ ok: false, fault: expect.stringContaining('can be read by others') });
});

test.each([
  ['half a file', (text: string) => text.slice(0, 80)],
  ['a ring without its current key', (text: string) => text.replace(/"current": "\w+"/, '"current": "gone"')],
  ['a key of zeros', (text: string) => text.replace(/("suppressionKey": ")[^"]+/, `$1${'A'.repeat(44)}`)],
  ['a short key', (text: string) => text.replace(/("suppressionKey": ")[^"]+/, '$1c2hvcnQ=')],
])('%s is refused', (_, damage) => {
  ensureKeys(folder);
  writeFileSync(keysFile(folder), damage(readFileSync(keysFile(folder), 'utf8')));
  expect(readKeys(folder)).toEqual({ ok: false, fault: expect.stringContaining('damaged') });
});
