import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import hidden from './hidden.module.css';
import styles from './virtual-table.module.css';

export interface VirtualColumn<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS length that stays; absent: an equal share of what is left. */
  readonly width?: string;
  readonly numeric?: boolean;
  /** Left out where there is no room for it. */
  readonly optional?: boolean;
}

interface VirtualTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly VirtualColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** How many rows there are, loaded or not; absent: not known. */
  readonly total?: number | undefined;
  /** Key of the row whose details are open. */
  readonly open?: string | undefined;
  /** There are further rows; asked for when their place comes into view. */
  readonly more: boolean;
  onMore(): void;
  /** The rows are those of another question, until the answer is here. */
  readonly stale?: boolean;
  /** On a narrow screen each row is a card with all that its columns say, also the optional ones. */
  readonly cards?: boolean;
}

const rowHeight = 37;
/** Rows before the end at which the next ones are asked for. */
const ahead = 30;

/** A table of any length: only the rows in view are in the page. The first column names the row. */
export const VirtualTable = <Row,>(props: VirtualTableProps<Row>) => {
  const { caption, columns, rows, keyOf, total, open, more, onMore, stale = false, cards = false } = props;
  const place = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // Until it has been measured.
    initialRect: { width: 800, height: 600 },
    getItemKey: (index) => keyOfIndex(rows, index, keyOf),
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1);
  const near = (last?.index ?? 0) >= rows.length - ahead;
  useEffect(() => {
    if (near && more) onMore();
  }, [near, more, onMore]);
  const above = items[0]?.start ?? 0;
  const below = last === undefined ? 0 : virtual.getTotalSize() - last.end;
  return (
    <div
      ref={place}
      className={styles.place}
      data-stale={stale}
      data-cards={cards}
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      <table className={styles.table} aria-rowcount={total === undefined ? -1 : total + 1}>
        <caption className={hidden.hidden}>{caption}</caption>
        <colgroup>
          {columns.map(({ id, width, optional }) => (
            <col
              key={id}
              className={optional === true ? styles.optional : undefined}
              style={width === undefined ? undefined : { width }}
            />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={lookOf(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} columns={columns.length} />
          {items.map(({ index, key }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <tr
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                className={open === key ? `${styles.row} ${styles.open}` : styles.row}
              >
                {columns.map((column, at) =>
                  at === 0 ? (
                    <th key={column.id} scope="row" className={lookOf(column)}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.id} className={lookOf(column)} data-label={labelOf(column)}>
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            );
          })}
          <Gap height={below} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
};

const keyOfIndex = <Row,>(rows: readonly Row[], index: number, keyOf: (row: Row) => string): string => {
  const row = rows[index];
  return row === undefined ? String(index) : keyOf(row);
};

/** Said in front of a cell of a card, where no header stands above it. */
const labelOf = ({ header, optional }: VirtualColumn<never>): string | undefined =>
  optional === true && typeof header === 'string' ? header : undefined;

const lookOf = ({ numeric, optional }: VirtualColumn<never>): string =>
  [styles.cell, numeric === true ? styles.numeric : '', optional === true ? styles.optional : ''].join(' ');

const Gap = ({ height, columns }: { readonly height: number; readonly columns: number }) =>
  height <= 0 ? null : (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
