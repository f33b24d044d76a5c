import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { Json } from '#domain/kernel/message.js';
import { sha256 } from '#platform/ids.js';

/** One page of a list, or the refusal of a cursor that is broken or belongs to another list, order or filter. */
export type Listed<Item> =
  | {
      readonly ok: true;
      readonly items: readonly Item[];
      /** Where the next page begins; null on the last. Opaque, and good for the same order and filters only. */
      readonly next: string | null;
    }
  | { readonly ok: false; readonly rejected: 'bad-cursor'; readonly detail: string };

/** The values of the sort columns in the last row of a page. */
export type Place = readonly (string | null)[];

/** What a cursor belongs to: list, order and filters, as JSON; absent filters are left out. */
export type Binding = object;

/** It ends with a fingerprint of all before, so that a place that was altered never reaches a query, which could not read it. */
export const cursorAt = (place: Place, binding: Binding): string => {
  const parts = [fingerprint(binding), ...place];
  return Buffer.from(JSON.stringify([...parts, fingerprint(parts)])).toString('base64url');
};

/** The place a cursor stands for; null when there is no cursor; a refusal when it is not one of this list. */
export const placeOfCursor = (
  cursor: string | undefined,
  binding: Binding,
  length: number,
): Place | null | Extract<Listed<never>, { ok: false }> => {
  if (cursor === undefined) return null;
  const read = parsed(cursor);
  const parts = read?.slice(0, -1) ?? [];
  if (read === null || read.at(-1) !== fingerprint(parts)) return refuse('this is no cursor');
  const [bound, ...place] = parts;
  if (bound !== fingerprint(binding)) return refuse('the cursor belongs to another order or filter: start again');
  if (place.length !== length || place.some((part, at) => part === null && at > 0)) return refuse('this is no cursor');
  return place;
};

export const isRefused = (
  place: Place | null | Extract<Listed<never>, { ok: false }>,
): place is Extract<Listed<never>, { ok: false }> => place !== null && 'rejected' in place;

/** A page out of rows read with one row to spare: that row says that there is a next page. */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  binding: Binding,
  placeOf: (row: Row) => Place,
  itemOf: (row: Row) => Item,
): Listed<Item> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { ok: true, items: shown.map(itemOf), next: more ? cursorAt(placeOf(last), binding) : null };
};

const refuse = (detail: string): Extract<Listed<never>, { ok: false }> => ({
  ok: false,
  rejected: 'bad-cursor',
  detail,
});

const fingerprint = (binding: Binding): string =>
  sha256(canonicalJson(JSON.parse(JSON.stringify(binding)) as Json)).slice(0, 16);

const parsed = (cursor: string): readonly (string | null)[] | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isList = Array.isArray(value) && value.every((part) => part === null || typeof part === 'string');
    return isList ? (value as (string | null)[]) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
