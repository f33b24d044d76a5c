import type { Line } from './lines.js';

/** One record of a file, numbered as a spreadsheet numbers its rows: from 1, the header and empty rows included. */
export type CsvRecord =
  | { readonly row: number; readonly fields: readonly string[] }
  | { readonly row: number; readonly fault: string };

/** A quoted field may run over this many lines. One that never ends must cost its own line and not the file. */
const mostLines = 100;

/**
 * Records of a CSV file (RFC 4180). A record that cannot be read costs its first line: reading goes on with the
 * next one. That is why no parser of a stream of characters is used here, for each of them takes an unclosed quote
 * for the start of a field that reaches to the end of the file. Empty rows are counted and left out.
 */
export async function* readCsv(lines: AsyncIterable<Line>): AsyncGenerator<CsvRecord, void, void> {
  let delimiter: string | undefined;
  let row = 0;
  /** Lines that are read and not yet part of a record. */
  let held: Line[] = [];
  const take = function* (last: boolean): Generator<CsvRecord> {
    while (held.length > 0) {
      const found = firstRecord(held, (delimiter ??= delimiterOf(held[0] ?? '')), last);
      if (found === 'open') return;
      held = held.slice(found.lines);
      row += 1;
      if ('fault' in found) yield { row, fault: found.fault };
      else if (found.fields.length > 1 || found.fields[0] !== '') yield { row, fields: found.fields };
    }
  };
  for await (const line of lines) {
    held.push(line);
    yield* take(false);
  }
  yield* take(true);
}

type Found =
  | { readonly lines: number; readonly fields: readonly string[] }
  | { readonly lines: 1; readonly fault: string };

const firstRecord = (held: readonly Line[], delimiter: string, last: boolean): Found | 'open' => {
  let text: string | undefined;
  for (const [index, line] of held.slice(0, mostLines).entries()) {
    if (line === null)
      return { lines: 1, fault: text === undefined ? 'the line is too long' : 'a quote is not closed' };
    text = text === undefined ? line : `${text}\n${line}`;
    const fields = fieldsOf(text, delimiter);
    if (fields === 'broken') return { lines: 1, fault: 'there is text after a closing quote' };
    if (fields !== 'open') return { lines: index + 1, fields };
  }
  return last || held.length >= mostLines ? { lines: 1, fault: 'a quote is not closed' } : 'open';
};

/** The fields of one record, or `open` when it ends within quotes, or `broken`. */
const fieldsOf = (text: string, delimiter: string): readonly string[] | 'open' | 'broken' => {
  const fields: string[] = [];
  for (let at = 0; ; at += 1) {
    let end: number;
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === -1) return 'open';
      fields.push(text.slice(at + 1, close).replaceAll('""', '"'));
      end = close + 1;
      if (end < text.length && text[end] !== delimiter) return 'broken';
    } else {
      const next = text.indexOf(delimiter, at);
      end = next === -1 ? text.length : next;
      fields.push(text.slice(at, end));
    }
    if (end >= text.length) return fields;
    at = end;
  }
};

const closingQuote = (text: string, from: number): number => {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 2))
    if (text[quote + 1] !== '"') return quote;
  return -1;
};

/** Comma, semicolon or tab: whichever the header has most of. */
const delimiterOf = (header: string): string => {
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
};
