import { asObject } from './json.js';
import type { Fault } from './problem.js';

/** Every fault of a value, each with its pointer relative to the value. */
export type Shape = (value: unknown) => readonly Fault[];

const fault = (detail: string): readonly Fault[] => [{ pointer: '', detail }];

const below = (name: string, faults: readonly Fault[]): readonly Fault[] =>
  faults.map((each) => ({
    ...each,
    pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}${each.pointer ?? ''}`,
  }));

export const oneOf =
  (...words: readonly string[]): Shape =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? [] : fault(`must be one of ${words.join(', ')}`);

export const string =
  (max: number, min = 1): Shape =>
  (value) => {
    if (typeof value !== 'string') return fault('must be a string');
    return value.length >= min && value.length <= max ? [] : fault(`must have ${min} to ${max} characters`);
  };

export const number =
  ({ above, min, max, whole }: { above?: number; min?: number; max?: number; whole?: boolean }): Shape =>
  (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return fault('must be a number');
    if (whole && !Number.isInteger(value)) return fault('must be a whole number');
    if (above !== undefined && value <= above) return fault(`must be greater than ${above}`);
    if (min !== undefined && value < min) return fault(`must be at least ${min}`);
    return max !== undefined && value > max ? fault(`must be at most ${max}`) : [];
  };

export const scalar: Shape = (value) =>
  ['string', 'number', 'boolean'].includes(typeof value) ? [] : fault('must be a string, a number or a boolean');

/** Members by name; a name that ends in `?` may be left out, any other member is a fault. */
export const object =
  (members: Readonly<Record<string, Shape>>): Shape =>
  (value) => {
    const given = asObject(value);
    if (given === null) return fault('must be an object');
    const shapes = Object.entries(members).map(([name, shape]) => ({
      name: name.replace(/\?$/, ''),
      optional: name.endsWith('?'),
      shape,
    }));
    const known = new Set(shapes.map(({ name }) => name));
    return [
      ...Object.keys(given)
        .filter((name) => !known.has(name))
        .flatMap((name) => below(name, fault('is not a known member'))),
      ...shapes.flatMap(({ name, optional, shape }) => {
        const member = given[name];
        if (member === undefined) return optional ? [] : below(name, fault('is missing'));
        return below(name, shape(member));
      }),
    ];
  };

/** Objects of several kinds, told apart by the literal in one member. */
export const variants =
  (tag: string, shapes: Readonly<Record<string, Readonly<Record<string, Shape>>>>): Shape =>
  (value) => {
    const given = asObject(value);
    if (given === null) return fault('must be an object');
    const kind = given[tag];
    const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
    if (shape === undefined) return below(tag, fault(`must be one of ${Object.keys(shapes).join(', ')}`));
    return object({ ...shape, [tag]: () => [] })(value);
  };

/** An object with exactly one of these members, which says what kind it is; further members belong to the kind. */
export const keyed =
  (shapes: Readonly<Record<string, Readonly<Record<string, Shape>>>>): Shape =>
  (value) => {
    const given = asObject(value);
    if (given === null) return fault('must be an object');
    const kinds = Object.keys(shapes).filter((name) => Object.hasOwn(given, name));
    const [kind] = kinds;
    const shape = kind === undefined ? undefined : shapes[kind];
    if (kinds.length !== 1 || shape === undefined)
      return fault(`must have exactly one of the members ${Object.keys(shapes).join(', ')}`);
    return object(shape)(value);
  };

export const list =
  (shape: Shape, { min = 0, max }: { min?: number; max: number }): Shape =>
  (value) => {
    if (!Array.isArray(value)) return fault('must be a list');
    if (value.length < min || value.length > max) return fault(`must have ${min} to ${max} items`);
    return value.flatMap((item, index) => below(String(index), shape(item)));
  };

/** An object whose members all have one shape. */
export const record =
  (name: RegExp, nameRule: string, shape: Shape, max: number): Shape =>
  (value) => {
    const given = asObject(value);
    if (given === null) return fault('must be an object');
    const entries = Object.entries(given);
    if (entries.length > max) return fault(`must have at most ${max} members`);
    return entries.flatMap(([key, member]) => [
      ...(name.test(key) ? [] : below(key, fault(`its name must be ${nameRule}`))),
      ...below(key, shape(member)),
    ]);
  };

/** A shape that refers to itself. */
export const lazy =
  (shape: () => Shape): Shape =>
  (value) =>
    shape()(value);
