import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readCsv, type CsvRecord } from './csv.js';
import { BrokenUpload, longestLine, readLines, UnusableFile } from './lines.js';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
};

const linesOf = async (text: string | Uint8Array, size = 7): Promise<(string | null)[]> =>
  all(readLines(chunksOf(typeof text === 'string' ? Buffer.from(text) : text, size)));
const recordsOf = async (text: string, size = 7): Promise<CsvRecord[]> =>
  all(readCsv(readLines(chunksOf(Buffer.from(text), size))));
const fields = (records: readonly CsvRecord[]) => records.map((record) => ('fields' in record ? record.fields : null));

describe('lines', () => {
  test('end with LF, CRLF or CR, however the bytes are cut', async () => {
    for (const size of [1, 2, 3, 100]) {
      expect(await linesOf('a\r\nb\nc\rd\r\n\r\n', size)).toEqual(['a', 'b', 'c', 'd', '']);
      expect(await linesOf('ü😀\r\n山', size)).toEqual(['ü😀', '山']);
      expect(await linesOf('\ufeffa\n', size)).toEqual(['a']);
      expect(await linesOf('a\r', size)).toEqual(['a']);
      expect(await linesOf('', size)).toEqual([]);
    }
  });

  test('are read the same whatever the chunks', async () => {
    const text = fc.array(fc.constantFrom('a', 'ü', '😀', '\r', '\n', '\r\n', ','), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
        const whole = parts.join('');
        const expected = whole.split(/\r\n|\n|\r/);
        if (expected.at(-1) === '') expected.pop();
        expect(await linesOf(whole, size)).toEqual(expected);
      }),
    );
  });

  test('without end are not held', async () => {
    const long = 'x'.repeat(longestLine + 1);
    expect(await linesOf(`a\n${long}\nb\n${long}`, 64 * 1024)).toEqual(['a', null, 'b', null]);
  });

  test('of an upload that breaks off stop before the one that was being read', async () => {
    const breaking = async function* () {
      yield Buffer.from('one\ntwo\nthr');
      throw new Error('aborted');
    };
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const line of readLines(breaking())) seen.push(line);
    })();
    await expect(reading).rejects.toThrow(BrokenUpload);
    expect(seen).toEqual(['one', 'two']);
  });

  test('of UTF-16 are none', async () => {
    await expect(linesOf(Buffer.from('\ufeffid,email\n', 'utf16le'))).rejects.toThrow(UnusableFile);
  });
});

describe('records', () => {
  test('have quotes, doubled quotes, line breaks and empty fields', async () => {
    const text = 'id,name,note\r\n1,"Ada ""A"" L, B","two\r\nlines"\r\n2,,\r\n\r\n3,5" pipe,""\r\n';
    expect(await recordsOf(text)).toEqual([
      { row: 1, fields: ['id', 'name', 'note'] },
      { row: 2, fields: ['1', 'Ada "A" L, B', 'two\nlines'] },
      { row: 3, fields: ['2', '', ''] },
      { row: 5, fields: ['3', '5" pipe', ''] },
    ]);
  });

  test('are separated as the header is', async () => {
    expect(fields(await recordsOf('a;b\n1,2;3'))).toEqual([
      ['a', 'b'],
      ['1,2', '3'],
    ]);
    expect(fields(await recordsOf('a\tb\n1\t"2\t3"'))).toEqual([
      ['a', 'b'],
      ['1', '2\t3'],
    ]);
  });

  test('that cannot be read cost one line', async () => {
    const text = 'id,name\n1,"Ada" L\n2,"Bob\n3,"Cy"\n4,Di\n5,"Eve';
    expect(await recordsOf(text)).toEqual([
      { row: 1, fields: ['id', 'name'] },
      { row: 2, fault: expect.stringContaining('after a closing quote') },
      { row: 3, fault: expect.stringContaining('after a closing quote') },
      { row: 4, fields: ['3', 'Cy'] },
      { row: 5, fields: ['4', 'Di'] },
      { row: 6, fault: expect.stringContaining('not closed') },
    ]);
  });

  test('after a quote that never closes are all there', async () => {
    const rows = Array.from({ length: 500 }, (_, n) => `${n},name`);
    const records = await recordsOf(['id,name', '0,"open', ...rows].join('\n'), 1000);
    expect(records).toHaveLength(502);
    expect(records.filter((record) => 'fault' in record)).toEqual([{ row: 2, fault: 'a quote is not closed' }]);
  });

  test('are what csv-parse makes of any proper file', async () => {
    const field = fc
      .array(fc.constantFrom('a', 'ü', ' ', ',', '"', '\n', '😀'), { maxLength: 6 })
      .map((parts) => parts.join(''));
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    const written = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 20 }),
        async (rows, end, size) => {
          const text = ['id,name', ...rows.map((row) => row.map(written).join(','))].join(end);
          const parsed: unknown = parse(text, { relax_column_count: true });
          expect(fields(await recordsOf(text, size))).toEqual(parsed);
        },
      ),
    );
  });
});
