import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';

import swc from '@swc/core';

/**
 * Loads TypeScript of this repository as often as wanted: each file is compiled once, and evaluated anew after it was
 * forgotten. Packages are loaded once and stay.
 */
export const modulesOf = (root) => {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const aliases = Object.entries(imports).map(([alias, { types }]) => [alias.replace('*', ''), types.replace('*', '')]);
  const compiled = new Map();
  const loaded = new Map();

  const sourceOf = (name, from) => {
    const alias = aliases.find(([start]) => name.startsWith(start));
    if (alias === undefined && !name.startsWith('.')) return null;
    const path = alias === undefined ? join(dirname(from), name) : join(root, alias[1], name.slice(alias[0].length));
    const source = path.replace(/\.js$/, '.ts');
    return existsSync(source) ? source : null;
  };

  const compile = (file) => {
    const { code } = swc.transformSync(readFileSync(file, 'utf8'), {
      filename: file,
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    const evaluate = compileFunction(code, ['exports', 'require', 'module'], { filename: file });
    const packages = createRequire(file);
    const requireFrom = (name) => {
      const source = sourceOf(name, file);
      return source === null ? packages(name) : load(source);
    };
    return { evaluate, requireFrom };
  };

  const load = (file) => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    if (!compiled.has(file)) compiled.set(file, compile(file));
    const { evaluate, requireFrom } = compiled.get(file);
    evaluate(module.exports, requireFrom, module);
    return module.exports;
  };

  const forget = (which) => {
    for (const file of loaded.keys()) if (which(file)) loaded.delete(file);
  };

  return { load, forget };
};
