import type { Instant } from '#domain/kernel/message.js';
import type { Listed } from '#readmodel/cursor.js';
import { checkpointOf } from '#readmodel/projection-state.js';
import type { Installation } from '../installation.js';
import { type Answer, ok } from './answer.js';
import { nextLink } from './paging.js';
import { invalidRequest } from './problem.js';

/** One page of a list. */
export interface ListView<Item> {
  readonly items: readonly Item[];
  /** `after` of the next page; null on the last. Also in the `Link` header. */
  readonly next: string | null;
  /** When the log wrote the newest event that the list shows; null before the first. Lists may lag, reads by id never do. */
  readonly asOf: Instant | null;
}

/** Puts a page of a read model into an answer. `url` is the request's own, for the link to the next page. */
export const listing = async <Item>(
  { pool }: Installation,
  url: string,
  readModel: string,
  page: () => Promise<Listed<Item>>,
): Promise<Answer<ListView<Item>>> => {
  // Asked before the rows: the page is then at least as fresh as it says.
  const state = await checkpointOf(pool, readModel);
  const listed = await page();
  if (!listed.ok) throw invalidRequest([{ parameter: 'after', code: listed.rejected, detail: listed.detail }]);
  const { items, next } = listed;
  return ok({ items, next, asOf: state?.asOf ?? null }, nextLink(url, next));
};
