import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Path of a compiled main: beside this file in a build; otherwise (tests run from sources) in node_modules/.cache,
 * compiled once per content, so that no test waits for a build.
 */
export const compiledMain = async (): Promise<string> => {
  const here = import.meta.dirname;
  const built = join(here, 'main.js');
  if (existsSync(built)) return built;
  const sources = readdirSync(here)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => ({ name, code: readFileSync(join(here, name), 'utf8') }));
  const digest = createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 16);
  const cache = join(here, '../../../node_modules/.cache/sortie');
  const target = join(cache, `eventstoredb-${digest}`);
  if (!existsSync(target)) await compile(sources, cache, target);
  return join(target, 'main.js');
};

const compile = async (sources: readonly { name: string; code: string }[], cache: string, target: string) => {
  const { transformSync } = await import('@swc/core');
  mkdirSync(cache, { recursive: true });
  const made = mkdtempSync(join(cache, 'making-'));
  writeFileSync(join(made, 'package.json'), '{"type":"module"}');
  for (const { name, code } of sources) {
    const compiled = transformSync(code, {
      filename: name,
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    writeFileSync(join(made, name.replace(/\.ts$/, '.js')), compiled.code);
  }
  try {
    renameSync(made, target);
  } catch (error) {
    rmSync(made, { recursive: true });
    if (!existsSync(target)) throw error; // another process was faster
  }
};
