import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { DamagedFile } from './log-lines.js';

/** Longer than any row or event can be; a file without line ends must not fill the memory. */
const longestLine = 64 * 1024 * 1024;
const lineEnd = 0x0a;

/** The lines of a text file in UTF-8, gzip or not, one after the other. Throws `DamagedFile` when it cannot be read as one. */
export async function* linesIn(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of await opened(path)) {
      let from = 0;
      for (let at = chunk.indexOf(lineEnd); at >= 0; at = chunk.indexOf(lineEnd, from)) {
        const end = chunk.subarray(from, at);
        yield decoded(decoder, rest.length === 0 ? end : Buffer.concat([...rest, end]), path);
        rest = [];
        length = 0;
        from = at + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > longestLine) throw new DamagedFile(`${path} has a line without an end`);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  if (length > 0) throw new DamagedFile(`${path} breaks off in the middle of a line`);
}

const decoded = (decoder: TextDecoder, line: Buffer, path: string): string => {
  try {
    return decoder.decode(line);
  } catch (cause) {
    throw new DamagedFile(`${path} is no text in UTF-8`, { cause });
  }
};

const opened = async (path: string): Promise<AsyncIterable<Buffer>> => {
  const zipped = await isGzip(path);
  const file = createReadStream(path);
  // Whoever reads hears of every error through the stream itself.
  return zipped ? pipeline(file, createGunzip(), () => undefined) : file;
};

const isGzip = async (path: string): Promise<boolean> => {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
};

const unreadable = (path: string, error: unknown): unknown => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') ? new DamagedFile(`${path} is damaged: ${code}`, { cause: error }) : error;
};
