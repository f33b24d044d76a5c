import { createHash } from 'node:crypto';
import type { RecordedEvent } from '#eventstore/port.js';
import { categoryOf, eventLine, headerLine, type LogHeader, type LogTrailer, trailerLine } from './log-lines.js';

/**
 * The text of a log file, page by page. `onEnd` is told what its last line says. Memory does not grow with the log.
 */
export async function* logFileText(
  header: LogHeader,
  pages: AsyncIterable<readonly RecordedEvent[]>,
  onEnd: (trailer: LogTrailer) => void,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const categories = new Map<string, number>();
  let events = 0;
  const hashed = (text: string): string => {
    hash.update(text);
    return text;
  };
  yield hashed(headerLine(header));
  for await (const page of pages) {
    for (const event of page) categories.set(categoryOf(event), (categories.get(categoryOf(event)) ?? 0) + 1);
    events += page.length;
    yield hashed(page.map(eventLine).join(''));
  }
  const trailer = { events, categories: Object.fromEntries(categories), sha256: hash.digest('hex') };
  onEnd(trailer);
  yield trailerLine(trailer);
}
