import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '../states.js';
import { useStandingError } from '../use-standing-error.js';
import { ListFoot } from './list-foot.js';
import { TableSkeleton } from './table-skeleton.js';

interface Page<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

interface PagedListProps<Row> {
  /** What the rows are: `campaign`, `campaigns`. */
  readonly one: string;
  readonly many: string;
  /** What the page was asked for. */
  readonly search: { readonly after?: string | undefined };
  readonly list: Pick<UseQueryResult<Page<Row>>, 'data' | 'error' | 'isPending' | 'refetch'>;
  /** Of the table that will come. */
  readonly columns: readonly { readonly label: string }[];
  /** Cards will come in place of a table. */
  readonly narrow?: boolean;
  /** In place of rows, when there are none. */
  readonly empty: ReactNode;
  children(rows: readonly Row[]): ReactNode;
}

/** One page of a list with the way to the others; or why there is none, or not yet. */
export const PagedList = <Row,>(props: PagedListProps<Row>) => {
  const { one, many, search, list, columns, narrow = false, empty, children } = props;
  const error = useStandingError(list);
  if (error !== null) return <ErrorState error={error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined)
    return <TableSkeleton of={many} columns={columns.map(({ label }) => label)} narrow={narrow} />;
  const { items, next } = list.data;
  if (items.length === 0) return empty;
  return (
    <>
      {children(items)}
      <ListFoot one={one} many={many} count={items.length} search={search} next={next} />
    </>
  );
};
