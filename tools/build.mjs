// `npm run build`: compiles apps, libs and tools into dist/, in one go because they share one program, and builds the
// console beside them when its sources changed.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { buildStamp, consoleStamp, isBuiltSince, root } from './setup.mjs';

const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
const vite = join(root, 'node_modules/vite/bin/vite.js');

const begun = new Date();
run(nest, 'build', 'api');
sweep();
if (!isBuiltSince(consoleStamp, ['apps/console', 'libs/client/src', 'package.json', 'package-lock.json'])) {
  const consoleBegun = new Date();
  run(vite, 'build', 'apps/console', '--logLevel', 'warn');
  run(join(root, 'tools/console-budget.mjs'));
  stamp(consoleStamp, consoleBegun);
}
stamp(buildStamp, begun);

function run(script, ...args) {
  const { status, error } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** What has no source any more goes: a renamed module would go on working here and nowhere else. */
function sweep() {
  for (const path of readdirSync(join(root, 'dist'), { recursive: true })) {
    const source = path.replace(/\.js(\.map)?$/, '.ts');
    if (source === path || path.startsWith(join('apps', 'console'))) continue;
    if (!existsSync(join(root, source))) rmSync(join(root, 'dist', path));
  }
}

/** With the time of the beginning: what was edited meanwhile counts as newer. */
function stamp(path, time) {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'w'));
  utimesSync(path, time, time);
}
