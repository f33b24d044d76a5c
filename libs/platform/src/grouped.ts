/** How items are put together. */
export interface Grouping<Item> {
  /** Groups under way at most; what comes meanwhile waits, and goes with the next. */
  readonly atOnce: number;
  /** Most that one group weighs. An item that is heavier than that goes alone. */
  readonly most: number;
  weightOf(item: Item): number;
  /** Two items of one key are never under way at the same time: the later goes when the earlier is answered. */
  keyOf?(item: Item): string;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does work for many at once, without delay: what comes while nothing is under way goes by itself at once, and what comes
 * while work is under way gathers. Items go in the order in which they came, those of one key always. `work` answers
 * in the order of its items; when it throws, all of them hear of it.
 */
export const grouped = <Item, Answer>(
  { atOnce, most, weightOf, keyOf }: Grouping<Item>,
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
): ((item: Item) => Promise<Answer>) => {
  let waiting: Waiting<Item, Answer>[] = [];
  const busy = new Set<string>();
  let underWay = 0;

  const nextGroup = (): readonly Waiting<Item, Answer>[] => {
    const group: Waiting<Item, Answer>[] = [];
    const left: Waiting<Item, Answer>[] = [];
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

  const begin = (): void => {
    while (underWay < atOnce && waiting.length > 0) {
      const group = nextGroup();
      if (group.length === 0) return;
      underWay += 1;
      void answer(group);
    }
  };

  const answer = async (group: readonly Waiting<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await work(group.map(({ item }) => item));
      for (const [index, { resolve, reject }] of group.entries()) {
        const found = answers.at(index);
        if (found === undefined) reject(new Error('work left an item without an answer'));
        else resolve(found);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    underWay -= 1;
    if (keyOf) for (const { item } of group) busy.delete(keyOf(item));
    begin();
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      begin();
    });
};
