/** One line without its end; null when it was longer than any that is worth holding. */
export type Line = string | null;

/** The longest line that is read, in characters. */
export const longestLine = 256 * 1024;

/** The file is not what it should be as a whole, and nothing of it was read. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';
}

/** The bytes stopped coming before their end. */
export class BrokenUpload extends Error {
  override readonly name = 'BrokenUpload';
}

/**
 * Lines of a UTF-8 file, ended by LF, CRLF or CR, without its byte order mark. When the bytes break off, the line
 * that was being read is dropped, for half an address may be an address too.
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  let overlong = false;
  const take = function* (text: string, last: boolean): Generator<Line> {
    const lines = (rest + text).split(lineEnd);
    // A final CR may be half of a CRLF.
    rest = lines.pop() ?? '';
    if (!last && lines.length > 0 && text.endsWith('\r')) rest = `${lines.pop() ?? ''}\r`;
    for (const line of lines) {
      yield overlong || line.length > longestLine ? null : line;
      overlong = false;
    }
    if (rest.length > longestLine) [rest, overlong] = ['', true];
  };
  for await (const chunk of whole(bytes)) yield* take(decoder.decode(chunk, { stream: true }), false);
  yield* take(decoder.decode(), true);
  if (rest !== '' || overlong) yield overlong || rest.length > longestLine ? null : rest;
}

const lineEnd = /\r\n|\n|\r/;

async function* whole(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let first = true;
  try {
    for await (const chunk of bytes) {
      if (first && isUtf16(chunk)) throw new UnusableFile('the file is UTF-16; save it as UTF-8');
      if (chunk.length > 0) first = false;
      yield chunk;
    }
  } catch (error) {
    if (error instanceof UnusableFile) throw error;
    throw new BrokenUpload('the file broke off', { cause: error });
  }
}

const isUtf16 = ([one, two]: Uint8Array): boolean => (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff);
