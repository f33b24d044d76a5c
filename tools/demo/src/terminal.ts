import type { Writable } from 'node:stream';

/** What the demo says, and one line that changes while something goes on. */
export interface Terminal {
  line(text: string): void;
  /** Replaces the changing line. */
  progress(text: string): void;
}

/** Longest silence while something goes on and nothing can be overwritten: a log wants few lines, but not none, ms. */
const logEveryMs = 2_000;

/**
 * Whoever reads may go away, `npm run demo | head` or a window that is closed: the demo goes on without, for it has a
 * database and a folder to clear away.
 */
export const openTerminal = (out: Writable & { readonly isTTY?: boolean }): Terminal => {
  out.on('error', () => undefined);
  let changing = false;
  let lastAt = 0;
  return {
    line: (text) => {
      out.write(`${changing ? '\n' : ''}${text}\n`);
      changing = false;
    },
    progress: (text) => {
      if (out.isTTY) {
        out.write(`\r\u001b[K${text}`);
        changing = true;
      } else if (performance.now() - lastAt >= logEveryMs) {
        out.write(`${text}\n`);
        lastAt = performance.now();
      }
    },
  };
};
