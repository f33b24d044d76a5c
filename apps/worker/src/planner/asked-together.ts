/** Ids that are asked for while a question is under way are asked for together: each answer is younger than its call. */
export const askedTogether = <T>(
  ask: (ids: readonly string[]) => Promise<T>,
): ((ids: readonly string[]) => Promise<T>) => {
  let gathering: { readonly ids: Set<string>; readonly answer: Promise<T> } | undefined;
  let before: Promise<unknown> = Promise.resolve();
  const gather = (): { readonly ids: Set<string>; readonly answer: Promise<T> } => {
    const ids = new Set<string>();
    const answer = before.then(() => {
      gathering = undefined;
      return ask([...ids]);
    });
    before = answer.catch(() => undefined); // whoever asked hears of it
    return { ids, answer };
  };
  return (ids) => {
    gathering ??= gather();
    for (const id of ids) gathering.ids.add(id);
    return gathering.answer;
  };
};
