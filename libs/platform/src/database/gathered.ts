/**
 * Items that come while a statement is under way go together in the next one: however many come at once, one is under
 * way and one waits. Each call resolves when the statement that took its item has; one that fails, fails for all in it.
 */
export const gathered = <Item>(
  carryOut: (items: readonly Item[]) => Promise<unknown>,
): ((item: Item) => Promise<void>) => {
  let waiting: { readonly items: Item[]; readonly done: Promise<void> } | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  const gather = (): { readonly items: Item[]; readonly done: Promise<void> } => {
    const items: Item[] = [];
    const done = underWay.then(async () => {
      waiting = undefined;
      await carryOut(items);
    });
    underWay = done.catch(() => undefined); // whoever brought an item hears of it
    return { items, done };
  };

  return (item) => {
    waiting ??= gather();
    waiting.items.push(item);
    return waiting.done;
  };
};
