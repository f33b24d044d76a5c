import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { Skeleton, Unread } from '../states.js';
import { VirtualTable } from '../virtual-table.js';

type Table<Row> = Pick<
  ComponentProps<typeof VirtualTable<Row>>,
  'caption' | 'columns' | 'rows' | 'keyOf' | 'total' | 'open' | 'cards'
>;

interface EndlessTableProps<Row> extends Table<Row> {
  readonly list: Pick<
    UseInfiniteQueryResult,
    | 'data'
    | 'isError'
    | 'error'
    | 'refetch'
    | 'hasNextPage'
    | 'isFetchingNextPage'
    | 'fetchNextPage'
    | 'isPlaceholderData'
  >;
  /** In place of rows, when there are none. */
  readonly empty: ReactNode;
  /** How long the list will look until it has been read, and what that is called. */
  readonly skeleton: ComponentProps<typeof Skeleton>;
}

/** Rows that are read on as their places come into view; or why there are none, or not yet. */
export const EndlessTable = <Row,>({ list, empty, skeleton, total, ...table }: EndlessTableProps<Row>) => {
  const { rows } = table;
  // That there were none a moment before, or by another filter, is no answer.
  if (list.data === undefined || (rows.length === 0 && list.isPlaceholderData))
    return <Unread of={list} {...skeleton} />;
  if (rows.length === 0) return empty;
  return (
    <VirtualTable
      {...table}
      total={total ?? (list.hasNextPage ? undefined : rows.length)}
      more={list.hasNextPage && !list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
      stale={list.isPlaceholderData}
    />
  );
};
