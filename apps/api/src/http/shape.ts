import { asObject } from './json.js';
import type { Fault } from './problem.js';

/**
 * Every fault of a value's shape, each with its pointer relative to the value. Shapes are for what the edge must
 * know before the types of the domain hold; the rules themselves are the domain's.
 */
export type Shape = (value: unknown) => readonly Fault[];

const fault = (code: string, detail: string): readonly Fault[] => [{ pointer: '', code, detail }];

const below = (name: string, faults: readonly Fault[]): readonly Fault[] =>
  faults.map((each) => ({
    ...each,
    pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}${each.pointer ?? ''}`,
  }));

export const oneOf =
  (...words: readonly string[]): Shape =>
  (value) =>
    typeof value === 'string' && words.includes(value)
      ? []
      : fault('unknown-word', `must be one of ${words.join(', ')}`);

export const string: Shape = (value) => (typeof value === 'string' ? [] : fault('wrong-type', 'must be a string'));

export const number: Shape = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : fault('wrong-type', 'must be a number');

export const anyObject: Shape = (value) => (asObject(value) === null ? fault('wrong-type', 'must be an object') : []);

/** Exactly these members. */
export const object =
  (members: Readonly<Record<string, Shape>>): Shape =>
  (value) => {
    const given = asObject(value);
    if (given === null) return fault('wrong-type', 'must be an object');
    return [
      ...Object.keys(given)
        .filter((name) => !Object.hasOwn(members, name))
        .flatMap((name) => below(name, fault('unknown-field', 'is not a known member'))),
      ...Object.entries(members).flatMap(([name, shape]) =>
        below(name, given[name] === undefined ? fault('required', 'is missing') : shape(given[name])),
      ),
    ];
  };

/** Objects of several kinds, told apart by the literal in one member. */
export const variants =
  (tag: string, shapes: Readonly<Record<string, Readonly<Record<string, Shape>>>>): Shape =>
  (value) => {
    const given = asObject(value);
    if (given === null) return fault('wrong-type', 'must be an object');
    const kind = given[tag];
    const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
    if (shape === undefined)
      return below(tag, fault('unknown-word', `must be one of ${Object.keys(shapes).join(', ')}`));
    return object({ ...shape, [tag]: () => [] })(given);
  };

/** An object with exactly one of these members, which says what kind it is; further members belong to the kind. */
export const keyed =
  (shapes: Readonly<Record<string, Readonly<Record<string, Shape>>>>): Shape =>
  (value) => {
    const given = asObject(value);
    if (given === null) return fault('wrong-type', 'must be an object');
    const kinds = Object.keys(shapes).filter((name) => Object.hasOwn(given, name));
    const [kind] = kinds;
    const shape = kind === undefined ? undefined : shapes[kind];
    if (kinds.length !== 1 || shape === undefined)
      return fault('ambiguous', `must have exactly one of the members ${Object.keys(shapes).join(', ')}`);
    return object(shape)(given);
  };
