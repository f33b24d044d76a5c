import pg from 'pg';

const { end } = pg.Client.prototype;
let ignored = false;

/**
 * BullMQ takes every listener off its listening connection and then ends it. What the server says in between, such as
 * that it stops, would be an error that nobody hears, and end the process. From here on nobody has to hear the last words of
 * a connection that is being ended.
 */
export const ignoreLastWords = (): void => {
  if (ignored) return;
  ignored = true;
  Object.defineProperty(pg.Client.prototype, 'end', {
    configurable: true,
    writable: true,
    value: function endQuietly(this: pg.Client, ...words: readonly unknown[]): unknown {
      this.on('error', () => undefined);
      return Reflect.apply(end, this, words);
    },
  });
};
