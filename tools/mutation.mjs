// `npm run mutation` changes the code of the pure parts in every way that Stryker knows and sees whether a test notices.
// Folders may be named (`npm run mutation -- libs/domain/src/run`); without, all. Not part of CI: it takes long.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './setup.mjs';

const domain = 'libs/domain/src';
const every = [
  ...readdirSync(join(root, domain), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map(({ name }) => `${domain}/${name}`),
  'test/chaos/checker',
];
const folders = process.argv.slice(2);

for (const folder of folders.length === 0 ? every : folders) {
  const mutate = [`${folder}/**/*.ts`, '!**/*.spec.ts', '!**/testing/**', '!**/messages.ts'].join(',');
  const { status } = spawnSync('npx', ['stryker', 'run', 'test/mutation/stryker.config.mjs', '--mutate', mutate], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MUTATED: folder },
  });
  rmSync(join(root, '.stryker-tmp'), { recursive: true, force: true });
  if (status !== 0) process.exit(status ?? 1);
}
