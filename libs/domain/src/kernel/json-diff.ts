import { canonicalJson } from './canonical-json.js';
import type { Json } from './message.js';

/** One place where two JSON values differ; `path` is a JSON Pointer (RFC 6901). Absent means not there. */
export interface Difference {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** Every place where `after` differs from `before`, in the order of the paths. Lists are compared as a whole. */
export const jsonDiff = (before: Json | undefined, after: Json | undefined, path = ''): readonly Difference[] => {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return names.flatMap((name) => jsonDiff(member(before, name), member(after, name), `${path}/${escaped(name)}`));
  }
  if (before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after)) return [];
  if (before === undefined && after === undefined) return [];
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
};

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only its own: an attribute may be called `constructor`. */
const member = (value: { readonly [key: string]: Json }, name: string): Json | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined;

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
