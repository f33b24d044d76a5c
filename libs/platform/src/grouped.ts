/** How items are put together. */
export interface Grouping<Item> {
  /** Groups under way at most; what comes meanwhile waits, and goes with the next. */
  readonly atOnce: number;
  /** Most that one group weighs. An item that is heavier than that goes alone. */
  readonly most: number;
  weightOf(item: Item): number;
  /** Two items of one key are never under way at the same time: the later goes when the earlier is answered. */
  keyOf?(item: Item): string;
  /**
   * Whether nothing was done, and one item may be to blame for it: then each of the group is tried by itself, and
   * none fails because of another. Else the error is everybody's.
   */
  isOfOne?(error: unknown): boolean;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does work for many at once, and nobody waits by the clock: what comes in one turn of the event loop goes together when
 * that ends, and what comes while as much is under way as may be gathers. Items go in the order in which they came, those
 * of one key always. `work` answers in the order of its items.
 */
export const grouped = <Item, Answer>(
  { atOnce, most, weightOf, keyOf, isOfOne }: Grouping<Item>,
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
): ((item: Item) => Promise<Answer>) => {
  type One = Waiting<Item, Answer>;
  let waiting: One[] = [];
  const busy = new Set<string>();
  let underWay = 0;
  let turnEnds = false;

  const nextGroup = (): readonly One[] => {
    const group: One[] = [];
    const left: One[] = [];
    let room = most;
    for (const one of waiting) {
      const key = keyOf?.(one.item);
      // After the first that has no room none is let through, or a heavy one would wait for ever.
      if (room > 0 && (key === undefined || !busy.has(key))) {
        const weight = weightOf(one.item);
        if (group.length === 0 || weight <= room) {
          room -= weight;
          if (key !== undefined) busy.add(key);
          group.push(one);
          continue;
        }
        room = 0;
      }
      left.push(one);
    }
    waiting = left;
    return group;
  };

  /** Requests that arrived together are read one after the other in the same turn. */
  const beginAfterTurn = (): void => {
    if (turnEnds || underWay >= atOnce) return;
    turnEnds = true;
    setImmediate(() => {
      turnEnds = false;
      begin();
    });
  };

  const begin = (): void => {
    while (underWay < atOnce && waiting.length > 0) {
      const group = nextGroup();
      if (group.length === 0) return;
      underWay += 1;
      void carryOut(group);
    }
  };

  const carryOut = async (group: readonly One[]): Promise<void> => {
    await answer(group);
    underWay -= 1;
    if (keyOf) for (const { item } of group) busy.delete(keyOf(item));
    begin();
  };

  const answer = async (group: readonly One[]): Promise<void> => {
    try {
      const answers = await work(group.map(({ item }) => item));
      if (answers.length !== group.length) throw new Error(`${answers.length} answers for ${group.length} items`);
      answers.forEach((found, index) => group[index]?.resolve(found));
    } catch (error) {
      if (group.length > 1 && isOfOne?.(error)) await Promise.all(group.map((one) => answer([one])));
      else for (const { reject } of group) reject(error);
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      beginAfterTurn();
    });
};
