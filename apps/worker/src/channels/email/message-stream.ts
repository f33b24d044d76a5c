import { Readable } from 'node:stream';

/** Bytes handed on at a time, so that a message that a slow server has not taken yet can still be held back. */
const piece = 16 * 1024;

/** A composed message as a stream that ends when all of it has been handed on. */
export const messageStream = (message: Buffer): Readable => {
  let from = 0;
  return new Readable({
    highWaterMark: piece,
    read() {
      this.push(message.subarray(from, from + piece));
      from += piece;
      if (from >= message.length) this.push(null);
    },
  });
};
