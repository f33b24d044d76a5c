// `npm run mutation` changes the code of the pure parts in every way that Stryker knows and sees whether a test notices.
// Folders or files may be named (`npm run mutation -- libs/domain/src/run test/chaos/checker/order.ts`); without, all.
// Not part of CI: it takes long.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from './setup.mjs';

const domain = 'libs/domain/src';
const every = [
  ...readdirSync(join(root, domain), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map(({ name }) => `${domain}/${name}`),
  'test/chaos/checker',
];
const named = process.argv.slice(2);

for (const part of named.length === 0 ? every : named) {
  const isFile = part.endsWith('.ts');
  const mutate = [isFile ? part : `${part}/**/*.ts`, '!**/*.spec.ts', '!**/testing/**', '!**/messages.ts'].join(',');
  const { status } = spawnSync('npx', ['stryker', 'run', 'test/mutation/stryker.config.mjs', '--mutate', mutate], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MUTATED: isFile ? dirname(part) : part },
  });
  rmSync(join(root, '.stryker-tmp'), { recursive: true, force: true });
  if (status !== 0) process.exit(status ?? 1);
}
