// Removes from dist/ what has no source any more: a renamed module would go on working here and nowhere else.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
for (const path of readdirSync(join(root, 'dist'), { recursive: true })) {
  const source = path.replace(/\.js(\.map)?$/, '.ts');
  if (source !== path && !existsSync(join(root, source))) rmSync(join(root, 'dist', path));
}
