import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import { maxEvents } from '#eventstore/append-request.js';
import {
  type CarriedEvent,
  categoryOf,
  DamagedFile,
  eventIn,
  headerIn,
  type LogHeader,
  type LogTrailer,
  parsedLine,
  trailerIn,
} from './log-lines.js';
import { linesIn } from './text-lines.js';

/** A page ends after so many characters too. */
const pageSize = 512 * 1024;

/** What a whole file says of itself. */
export interface LogFile {
  readonly path: string;
  readonly header: LogHeader;
  readonly trailer: LogTrailer;
  /** SHA-256 of the lines of the events alone: equal for equal logs. */
  readonly eventsSha256: string;
}

/** Reads a file to its end and says what is in it. Throws `DamagedFile` when anything of it is not as it was written. */
export const checkedLogFile = async (
  path: string,
  onPage: (events: number) => void = () => undefined,
): Promise<LogFile> => {
  const reading = pagesIn(path);
  for (;;) {
    const next = await reading.next();
    if (next.done) return next.value;
    onPage(next.value.length);
  }
};

/** The events of a file in their order, in pages; at the end it throws `DamagedFile` unless count and digest agree. */
export async function* pagesIn(path: string): AsyncGenerator<readonly CarriedEvent[], LogFile> {
  const [whole, ofEvents] = [createHash('sha256'), createHash('sha256')];
  const counts = new Map<string, number>();
  let header: LogHeader | null = null;
  let trailer: LogTrailer | null = null;
  let page: CarriedEvent[] = [];
  let size = 0;
  let number = 0;
  for await (const line of linesIn(path)) {
    number += 1;
    if (trailer !== null) throw new DamagedFile(`line ${number} comes after the end of the log`);
    const value = parsedLine(line, number);
    if (header === null) {
      header = headerIn(value);
    } else {
      trailer = trailerIn(value);
      if (trailer !== null) continue;
      const event = eventIn(value, number);
      ofEvents.update(line).update('\n');
      counts.set(categoryOf(event), (counts.get(categoryOf(event)) ?? 0) + 1);
      if (page.length === maxEvents || size + line.length > pageSize) {
        yield page;
        page = [];
        size = 0;
      }
      page.push(event);
      size += line.length;
    }
    whole.update(line).update('\n');
  }
  if (page.length > 0) yield page;
  if (header === null) throw new DamagedFile('the file is empty');
  if (trailer === null) throw new DamagedFile('the file ends before the log does: its last line is missing');
  const events = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (trailer.events !== events || canonicalJson(trailer.categories) !== canonicalJson(Object.fromEntries(counts))) {
    throw new DamagedFile(`the file holds ${events} events and its last line says ${trailer.events}`);
  }
  if (trailer.sha256 !== whole.digest('hex')) throw new DamagedFile('the digest of the file is another than it says');
  return { path, header, trailer, eventsSha256: ofEvents.digest('hex') };
}
