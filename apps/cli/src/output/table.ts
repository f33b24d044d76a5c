import { cut, inLine, padded, widthOf } from './plain-text.js';

/** What a cell may be made from; null and undefined show as a dash. */
export type Cell = string | number | boolean | null | undefined;

/** One column: its heading, and its cell for a row. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Cell;
  /** Figures stand right. */
  readonly align?: 'left' | 'right';
  /** Gives way when the screen is too narrow; the last such column gives way first. */
  readonly elastic?: boolean;
}

/** `name` is the heading in words; short for tables that need nothing else. */
export const column = <Row>(
  heading: string,
  cell: (row: Row) => Cell,
  more: Pick<Column<Row>, 'align' | 'elastic'> = {},
): Column<Row> => ({ heading, cell, ...more });

const gap = 2;
const narrowest = 8;

/** Rows under headings, aligned. `screen`: columns of the screen, null for as wide as it takes. */
export const table = <Row>(rows: readonly Row[], columns: readonly Column<Row>[], screen: number | null): string => {
  const texts = rows.map((row) => columns.map(({ cell }) => cellText(cell(row))));
  const headings = columns.map(({ heading }) => heading.toUpperCase());
  const natural = headings.map((heading, at) =>
    Math.max(widthOf(heading), ...texts.map((cells) => widthOf(cells[at] ?? ''))),
  );
  const widths = fitted(natural, columns, screen);
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, at) =>
        padded(cut(text, widths[at] ?? 0), widths[at] ?? 0, columns[at]?.align === 'right' ? 'left' : 'right'),
      )
      .join(' '.repeat(gap))
      .trimEnd();
  return [headings, ...texts].map((cells) => `${line(cells)}\n`).join('');
};

/** Elastic columns give up what the screen lacks, the last one first. */
const fitted = <Row>(
  natural: readonly number[],
  columns: readonly Column<Row>[],
  screen: number | null,
): readonly number[] => {
  if (screen === null) return natural;
  let missing = natural.reduce((sum, width) => sum + width, gap * (natural.length - 1)) - screen;
  return natural
    .map((width, at) => ({ width, elastic: columns[at]?.elastic === true }))
    .toReversed()
    .map(({ width, elastic }) => {
      if (!elastic || missing <= 0) return width;
      const given = Math.min(missing, Math.max(0, width - narrowest));
      missing -= given;
      return width - given;
    })
    .toReversed();
};

const cellText = (cell: Cell): string => {
  if (cell === null || cell === undefined || cell === '') return '-';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return inLine(String(cell));
};

/** Named values, one a line; a value of several lines stands indented below its name. */
export const fields = (entries: readonly (readonly [name: string, value: Cell])[]): string => {
  const width = Math.max(0, ...entries.map(([name]) => widthOf(name)));
  return entries
    .map(([name, value]) =>
      typeof value === 'string' && value.includes('\n')
        ? `${name}\n${indented(value)}\n`
        : `${padded(name, width, 'right')}${' '.repeat(gap)}${cellText(value)}\n`,
    )
    .join('');
};

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${inLine(line)}`.trimEnd())
    .join('\n');

/** A heading over a part of the answer. */
export const titled = (title: string, part: string): string => (part === '' ? '' : `\n${title}\n${part}`);
