// Lets the plain .mjs programs that run before any build use the TypeScript of one tools folder.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { transformFileSync } from '@swc/core';

/** Compiles the files of a folder (which import only each other and packages) and imports one of them. */
export async function loadTypeScript(folder, file) {
  const root = resolve(import.meta.dirname, '../..');
  const target = join(root, 'node_modules/.cache/sortie', `${process.pid}`);
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(join(root, folder)).filter((n) => n.endsWith('.ts') && !n.endsWith('.spec.ts'))) {
    const { code } = transformFileSync(join(root, folder, name), {
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    writeFileSync(join(target, name.replace(/\.ts$/, '.js')), code);
  }
  writeFileSync(join(target, 'package.json'), '{"type":"module"}');
  const loaded = await import(pathToFileURL(join(target, file)).href);
  rmSync(target, { recursive: true });
  return loaded;
}
