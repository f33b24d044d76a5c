/** Somebody who can be told to start things at given times. */
export interface Contestant {
  readonly name: string;
  /**
   * Plans a start at each of these times, ms after a beginning that it chooses so that all are planned before, and
   * answers how late each one was, ms by the machine's clock, when all of them are over. Throws when what it stored
   * does not show each of them exactly once, none before its time.
   */
  carryOut(offsets: readonly number[]): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** The next full second that is at least so far away. */
export const beginningIn = (ms: number): number => Math.ceil((Date.now() + ms) / 1_000) * 1_000;

/** How late each start was. Throws when one of them is missing, came twice, or came early. */
export const latenessOf = (
  name: string,
  due: ReadonlyMap<string, number>,
  started: readonly { readonly id: string; readonly at: number }[],
): readonly number[] => {
  const ids = new Set(started.map(({ id }) => id));
  if (started.length !== due.size || ids.size !== due.size)
    throw new Error(`${name}: ${due.size} planned, ${started.length} started, of them ${ids.size} different ones`);
  return started.map(({ id, at }) => {
    const dueAt = due.get(id);
    if (dueAt === undefined) throw new Error(`${name}: ${id} was never planned`);
    if (at < dueAt) throw new Error(`${name}: ${id} started ${dueAt - at} ms before its time`);
    return at - dueAt;
  });
};
