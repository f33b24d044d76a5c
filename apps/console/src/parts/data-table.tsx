import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import hidden from './hidden.module.css';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  /** What the API calls sorting by it; absent: it cannot be sorted by. */
  readonly sort?: string;
  /** Numbers and durations stand at the end of their cell. */
  readonly align?: 'end';
  /** Takes what room is left. */
  readonly grow?: boolean;
  cell(row: Row): ReactNode;
}

export interface Sorting {
  readonly by: string;
  readonly direction: 'asc' | 'desc';
}

export interface Selection {
  readonly chosen: ReadonlySet<string>;
  /** With `range`: all from the last one on. */
  toggle(id: string, range: boolean): void;
  /** Every row that is shown, or none. */
  toggleAll(): void;
}

interface DataTableProps<Row> {
  /** Said to those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  idOf(row: Row): string;
  /** What a row is called in the labels of its checkbox and menu. */
  nameOf(row: Row): string;
  readonly sorting?: Sorting;
  onSort?(by: string): void;
  readonly selection?: Selection;
  /** At the end of each row. */
  menuOf?(row: Row): ReactNode;
  /** What is shown is old while other rows are read. */
  readonly stale?: boolean;
}

/** A table whose rows the server sorts and pages. The first link of a row is what j, k and Enter go by. */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { caption, columns, rows, idOf, nameOf, sorting, onSort, selection, menuOf, stale = false } = props;
  return (
    <div className={styles.scroll} data-stale={stale}>
      <table className={styles.table} aria-busy={stale}>
        <caption className={hidden.hidden}>{caption}</caption>
        <thead>
          <tr>
            {selection ? (
              <th scope="col" className={styles.check}>
                <AllBox selection={selection} ids={rows.map(idOf)} />
              </th>
            ) : null}
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
            {menuOf ? (
              <th scope="col" className={styles.menu}>
                <span className={hidden.hidden}>Actions</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const id = idOf(row);
            return (
              <tr key={id} data-row={id} data-chosen={selection?.chosen.has(id)}>
                {selection ? (
                  <td className={styles.check}>
                    <RowBox selection={selection} id={id} name={nameOf(row)} />
                  </td>
                ) : null}
                {columns.map((column) => (
                  <td key={column.id} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ))}
                {menuOf ? <td className={styles.menu}>{menuOf(row)}</td> : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

const classOf = ({ align, grow }: { readonly align?: 'end'; readonly grow?: boolean }): string =>
  [align === 'end' ? styles.end : '', grow ? styles.grow : ''].join(' ');

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: ((by: string) => void) | undefined;
}

const Head = <Row,>({ column, sorting, onSort }: HeadProps<Row>) => {
  const { label, sort } = column;
  if (sort === undefined || onSort === undefined)
    return (
      <th scope="col" className={classOf(column)}>
        {label}
      </th>
    );
  const direction = sorting?.by === sort ? sorting.direction : undefined;
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      className={classOf(column)}
      aria-sort={direction === undefined ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}
    >
      <button type="button" className={styles.sort} data-sorted={direction !== undefined} onClick={() => onSort(sort)}>
        {label}
        <Arrow size={12} aria-hidden />
      </button>
    </th>
  );
};

const AllBox = ({ selection, ids }: { readonly selection: Selection; readonly ids: readonly string[] }) => {
  const count = ids.filter((id) => selection.chosen.has(id)).length;
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        aria-label="Select all rows shown"
        checked={count > 0 && count === ids.length}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && count < ids.length;
        }}
        onChange={selection.toggleAll}
      />
    </label>
  );
};

/** With a good margin around it, so that it is hit. */
export const RowBox = (props: { readonly selection: Selection; readonly id: string; readonly name: string }) => {
  const { selection, id, name } = props;
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        checked={selection.chosen.has(id)}
        onChange={(event) =>
          selection.toggle(id, 'shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)
        }
      />
    </label>
  );
};
