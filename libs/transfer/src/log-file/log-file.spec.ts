import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { RecordedEvent } from '#eventstore/port.js';
import { sha256 } from '#platform/ids.js';
import { anyLog } from '../../../../test/support/any-log.js';
import { recorded } from '../../../../test/support/event-builders.js';
import { type CarriedEvent, DamagedFile, eventLine, type LogHeader } from './log-lines.js';
import { checkedLogFile, pagesIn } from './read-log-file.js';
import { logFileText } from './write-log-file.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sortie-log-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const header: LogHeader = { format: 'sortie-log', version: 1, epoch: 3, exportedAt: '2026-11-22T09:00:00.000Z' };

const textOf = async (events: readonly RecordedEvent[], pageSize = 7): Promise<string> => {
  async function* pages() {
    for (let at = 0; at < events.length; at += pageSize) yield events.slice(at, at + pageSize);
  }
  let text = '';
  for await (const piece of logFileText(header, pages(), () => undefined)) text += piece;
  return text;
};

const file = (content: string | Buffer): string => {
  const path = join(folder, 'log.ndjson');
  writeFileSync(path, content);
  return path;
};

const eventsIn = async (path: string): Promise<readonly CarriedEvent[]> => {
  const events: CarriedEvent[] = [];
  for await (const page of pagesIn(path)) events.push(...page);
  return events;
};

const log = recorded(anyLog(11, { runs: 6 }));

it('gives back what was written, packed or not, in the order of the log', async () => {
  const text = await textOf(log);
  for (const content of [text, gzipSync(text)]) {
    const path = file(content);
    const found = await eventsIn(path);
    expect(found.map(eventLine)).toEqual(log.map(eventLine));
    expect(await checkedLogFile(path)).toMatchObject({
      header,
      trailer: { events: log.length },
      eventsSha256: sha256(log.map(eventLine).join('')),
    });
  }
  expect((await checkedLogFile(file(await textOf([])))).trailer.events).toBe(0);
});

it('keeps whatever JSON an event of any release holds', async () => {
  const [first] = log;
  if (first === undefined) throw new Error('the log is empty');
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), fc.integer({ min: 1, max: 9 }), async (data, v) => {
      const event = { ...first, data, metadata: { ...first.metadata, v, unheardOf: 'ü\u2028' } };
      const [found] = await eventsIn(file(await textOf([event])));
      expect(found).toEqual(JSON.parse(eventLine(event)));
    }),
    { numRuns: 60 },
  );
});

it('is refused when any byte of it is another', async () => {
  const text = await textOf(log.slice(0, 12));
  for (const content of [Buffer.from(text), gzipSync(text)]) {
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        // Bytes 4 to 9 of a gzip header say when and where it was packed, and nothing of what is in it.
        if (content[0] === 0x1f && at >= 3 && at <= 9) return;
        const damaged = Buffer.from(content);
        damaged[at] = (content[at] ?? 0) ^ change;
        await expect(checkedLogFile(file(damaged))).rejects.toBeInstanceOf(DamagedFile);
      }),
      { numRuns: 150 },
    );
  }
});

it('is refused when it is cut off anywhere', async () => {
  const content = Buffer.from(await textOf(log.slice(0, 12)));
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length - 1), async (length) => {
      await expect(checkedLogFile(file(content.subarray(0, length)))).rejects.toBeInstanceOf(DamagedFile);
    }),
    { numRuns: 80 },
  );
});

it('is refused when lines are missing, repeated, swapped, put behind the end, or of a later format', async () => {
  const lines = (await textOf(log.slice(0, 5))).split('\n').slice(0, -1);
  const [first = '', a = '', b = ''] = lines;
  const rest = lines.slice(3);
  const wrong = [
    [first, a, ...rest],
    [first, a, a, b, ...rest],
    [first, b, a, ...rest],
    [...lines, a],
    [...lines, lines.at(-1) ?? ''],
    lines.slice(1),
    [first.replace('"version":1', '"version":2'), a, b, ...rest],
  ];
  for (const each of wrong) {
    await expect(checkedLogFile(file(`${each.join('\n')}\n`))).rejects.toBeInstanceOf(DamagedFile);
  }
  await expect(checkedLogFile(file(readFileSync('package.json')))).rejects.toBeInstanceOf(DamagedFile);
});
