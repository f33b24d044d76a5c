import { Problem } from '../http/problem.js';

/** Streams that one key may keep open with one process, whoever of its sessions opens them. */
export const mostPerKey = 50;
/** Streams that one browser may keep open: its tabs share one. */
export const mostPerSession = 8;

/** Counts open streams: each keeps a connection and its place in the log. */
export class StreamSlots {
  private readonly taken = new Map<string, number>();

  /** Throws 429 when the key or the session has too many; else what was returned gives the place back, once. */
  take(keyId: string, sessionId: string | null): () => void {
    const names = [`key ${keyId}`, ...(sessionId === null ? [] : [`session ${sessionId}`])];
    const limits = [mostPerKey, mostPerSession];
    for (const [at, name] of names.entries()) {
      const most = limits[at] ?? 0;
      if ((this.taken.get(name) ?? 0) >= most)
        throw new Problem(
          'too-many-requests',
          `${most} streams are open already for this ${at === 0 ? 'key' : 'browser'}: close one`,
          { code: 'too-many-streams' },
          { 'retry-after': '5' },
        );
    }
    for (const name of names) this.taken.set(name, (this.taken.get(name) ?? 0) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      for (const name of names) this.giveBack(name);
    };
  }

  private giveBack(name: string): void {
    const left = (this.taken.get(name) ?? 0) - 1;
    if (left > 0) this.taken.set(name, left);
    else this.taken.delete(name);
  }
}
