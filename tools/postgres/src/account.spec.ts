import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { canReach } from './account.js';

const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sortie-account-'));
  mkdirSync(join(folder, 'inner'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('one closed folder on the way is enough to be shut out', () => {
  chmodSync(folder, 0o755);
  expect(canReach(stranger, join(folder, 'inner/data'))).toBe(true);
  chmodSync(folder, 0o700);
  expect(canReach(stranger, join(folder, 'inner/data'))).toBe(false);
});

test('the owner of a closed folder, and who runs the server as itself, are not shut out', () => {
  chmodSync(folder, 0o700);
  const owner = { name: 'owner', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  expect(canReach(owner, join(folder, 'inner'))).toBe(true);
  expect(canReach(undefined, join(folder, 'inner'))).toBe(true);
});
