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

const withAnotherByte = (content: Buffer, at: number, change: number): Buffer => {
  const damaged = Buffer.from(content);
  damaged[at] = (content[at] ?? 0) ^ change;
  return damaged;
};

it('is refused when any byte of it is another', async () => {
  const content = Buffer.from(await textOf(log.slice(0, 12)));
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      await expect(checkedLogFile(file(withAnotherByte(content, at, change)))).rejects.toBeInstanceOf(DamagedFile);
    }),
    { numRuns: 150 },
  );
});

it('is refused when any byte of it is another and it is packed, or what it holds is the very same', async () => {
  const content = gzipSync(await textOf(log.slice(0, 12)));
  const whole = await checkedLogFile(file(content));
  // A few bits of a packed file say nothing of what is in it: flags, time and system in its header (RFC 1952 section 2.3),
  // and what fills up the last byte of its last block (RFC 1951 section 3.2.3).
  const outcome = (bytes: Buffer) =>
    checkedLogFile(file(bytes)).then(
      ({ eventsSha256, header, trailer }) => ({ eventsSha256, header, trailer }),
      (error: unknown) => error,
    );
  const { eventsSha256, header, trailer } = whole;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const found = await outcome(withAnotherByte(content, at, change));
      if (found instanceof DamagedFile) refused += 1;
      else expect(found).toEqual({ eventsSha256, header, trailer });
    }),
    { numRuns: 150 },
  );
  expect(refused).toBeGreaterThan(100);
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
