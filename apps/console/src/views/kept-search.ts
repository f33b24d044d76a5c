import { parseSearch, stringifySearch } from '../api/search-params.js';

type Search = Readonly<Record<string, unknown>>;

/** What a view keeps of an address: all that was chosen, but not the place in the list, nor which view was open. */
export const keptSearch = ({ after: _after, view: _view, ...rest }: Search): string =>
  stringifySearch(rest).replace(/^\?/, '');

/** Whether nothing was chosen but columns, which a list takes from the browser by itself. */
export const isPlain = ({ columns: _columns, ...rest }: Search): boolean =>
  keptSearch(rest) === '' && rest['view'] === undefined;

/** The address of a view, under the rules that the page has now: what it knows no more is left out. */
export const searchOfView = <S extends object>(
  { id, search }: { readonly id: string; readonly search: string },
  validate: (raw: Record<string, unknown>) => S,
): S => validate({ ...parseSearch(search), view: id });

/**
 * What a change of a view is made on: as it is now while it shows the same as when the change began, so that its new name is
 * kept; else as it was then, which the service refuses.
 */
export const baseOf = <View extends { readonly search: string }>(
  begun: View | undefined,
  now: View | undefined,
): View | undefined => (begun !== undefined && now !== undefined && begun.search !== now.search ? begun : now);

/** Whether a page shows something else than its view keeps. Columns that a view does not name are everybody's own. */
export const differsFromView = (
  view: { readonly id: string; readonly search: string },
  shown: object,
  validate: (raw: Record<string, unknown>) => object,
): boolean => {
  const kept = new Map(Object.entries(searchOfView(view, validate)));
  const seen = new Map(Object.entries(shown));
  if (!kept.has('columns')) seen.delete('columns');
  return keptSearch(Object.fromEntries(kept)) !== keptSearch(Object.fromEntries(seen));
};
