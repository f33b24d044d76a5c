import type { Answer, Work } from '../command.js';
import { flag, text, whole } from '../given.js';
import { type Column, table } from './table.js';
import { moment } from './times.js';

/** A page of any list of the API. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  /** When the log wrote the newest event in it. */
  readonly asOf?: string | null;
}

/** Options of every list. */
export const pageOptions = {
  limit: whole('Most rows (50 unless told otherwise, 200 at most)'),
  after: text('Go on behind a page: the cursor it ended with', 'cursor'),
  all: flag('All pages, one after the other'),
};

export interface PageAsked {
  readonly limit: number | undefined;
  readonly after: string | undefined;
  readonly all: boolean;
}

/** A page as a table, or all of them. `what` names the rows in the plural. */
export const listed = async <Item>(
  { terminal }: Pick<Work, 'terminal'>,
  { limit, after, all }: PageAsked,
  what: string,
  columns: readonly Column<Item>[],
  fetchPage: (page: { limit?: number; after?: string }) => Promise<Page<Item>>,
): Promise<Answer & { readonly items: readonly Item[] }> => {
  const pageSize = limit ?? (all ? 200 : undefined);
  const size = pageSize === undefined ? {} : { limit: pageSize };
  let page = await fetchPage({ ...size, ...(after === undefined ? {} : { after }) });
  const items = [...page.items];
  for (let cursor = all ? page.next : null; cursor !== null; cursor = page.next) {
    page = await fetchPage({ ...size, after: cursor });
    items.push(...page.items);
  }
  const { next, asOf } = page;
  return {
    items,
    json: { ...page, items },
    text: items.length === 0 ? '' : table(items, columns, terminal.columns),
    hint: [
      items.length === 0 ? `No ${what}.` : `${numbered(items.length, what)}${next === null ? '' : ', and more'}.`,
      ...(asOf == null ? [] : [`As of ${moment(asOf)}.`]),
      ...(next === null ? [] : [`Next page: --after ${next}`]),
    ].join(' '),
  };
};

/** `what` is a plural; one of them is a singular. */
const numbered = (n: number, what: string): string =>
  `${n} ${n === 1 ? what.replace(/ies$/, 'y').replace(/s$/, '') : what}`;
