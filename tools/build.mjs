// `npm run build`: compiles apps, libs and tools into dist/, in one go because they share one program.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

import { buildStamp, root } from './setup.mjs';

const begun = new Date();
const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
const { status, error } = spawnSync(process.execPath, [nest, 'build', 'api'], { cwd: root, stdio: 'inherit' });
if (error) throw error;
if (status !== 0) process.exit(status ?? 1);

// What has no source any more goes: a renamed module would go on working here and nowhere else.
for (const path of readdirSync(join(root, 'dist'), { recursive: true })) {
  const source = path.replace(/\.js(\.map)?$/, '.ts');
  if (source !== path && !existsSync(join(root, source))) rmSync(join(root, 'dist', path));
}

closeSync(openSync(buildStamp, 'w'));
utimesSync(buildStamp, begun, begun); // what was edited meanwhile counts as newer
