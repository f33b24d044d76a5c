import { isMapping } from './shape.js';

type Environment = Readonly<Record<string, string>>;

/** A `:?` whose variable is not set. */
export class VariableMissing extends Error {
  override readonly name = 'VariableMissing';
}

/** Fills in the variables of every text of a document, as Compose does: `$NAME`, `${NAME:-…}`, `${NAME:?…}`, `$$`. */
export const interpolated = (value: unknown, env: Environment): unknown => {
  if (typeof value === 'string') return filled(value, env);
  if (Array.isArray(value)) return value.map((each) => interpolated(each, env));
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, interpolated(each, env)]));
};

const filled = (text: string, env: Environment): string => {
  let out = '';
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('$', at);
    if (next < 0) return out + text.slice(at);
    out += text.slice(at, next);
    if (text.charAt(next + 1) === '$') {
      out += '$';
      at = next + 2;
    } else if (text.charAt(next + 1) === '{') {
      const end = closing(text, next + 2);
      out += valueOf(text.slice(next + 2, end), env);
      at = end + 1;
    } else {
      const [name = ''] = /^\w+/.exec(text.slice(next + 1)) ?? [];
      if (name === '') throw new Error(`a lone $ in ${text}: $$ is meant`);
      out += env[name] ?? '';
      at = next + 1 + name.length;
    }
  }
  return out;
};

/** Where the brace that is open at `from` closes; braces may stand inside each other. */
const closing = (text: string, from: number): number => {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text.charAt(at) === '{') depth += 1;
    if (text.charAt(at) === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`a brace is not closed: ${text}`);
};

const valueOf = (expression: string, env: Environment): string => {
  const [, name = '', sign = '', rest = ''] = /^(\w+)(:[-?])?(.*)$/s.exec(expression) ?? [];
  if (name === '' || (sign === '' && rest !== '')) throw new Error(`not understood: \${${expression}}`);
  const value = env[name] ?? '';
  if (value !== '' || sign === '') return value;
  if (sign === ':?') throw new VariableMissing(`${name}: ${rest}`);
  return filled(rest, env);
};
