// What a browser has to load for a page of the console, compared with what it may: run by every build of it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { root } from './setup.mjs';

/** KiB after gzip. */
const budget = { firstPage: 200, css: 20, chunk: 150 };
const folder = join(root, 'dist/apps/console');
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));

const size = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1024;
const sum = (files) => [...files].reduce((total, file) => total + size(file), 0);

/** An entry with everything it imports before it runs. */
const withImports = (name, seen = new Set()) => {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of manifest[name].imports ?? []) withImports(imported, seen);
  return seen;
};

const needed = [...new Set(['index.html', 'src/runs/runs-page.tsx'].flatMap((name) => [...withImports(name)]))];
const scripts = new Set(needed.map((name) => manifest[name].file).filter((file) => file.endsWith('.js')));
const styles = new Set(needed.flatMap((name) => manifest[name].css ?? []));
const chunks = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.js'));
const later = chunks.map((file) => join('assets', file)).filter((file) => !scripts.has(file));
const largest = Math.max(0, ...later.map(size));

const figures = [
  ['JavaScript of /runs', sum(scripts), budget.firstPage],
  ['CSS of /runs', sum(styles), budget.css],
  ['largest file loaded later', largest, budget.chunk],
];
for (const [what, kib, most] of figures) {
  console.error(`console: ${what} ${kib.toFixed(1)} KiB gzip (at most ${most})`);
  if (kib > most) process.exitCode = 1;
}
