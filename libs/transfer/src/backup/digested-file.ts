import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { createGzip } from 'node:zlib';

export interface Digest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes text to a new file that only its owner may read, packed, and answers what ended up on disk. */
export const writePacked = async (path: string, text: AsyncIterable<string>): Promise<Digest> => {
  const digest = new Digesting();
  await pipeline(text, createGzip(), digest, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  return digest.result();
};

export const digestOf = async (path: string): Promise<Digest> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
};

class Digesting extends Transform {
  private readonly hash = createHash('sha256');
  private bytes = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  result(): Digest {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}
