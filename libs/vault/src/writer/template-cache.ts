/** Keeps the `limit` values that were asked for last; a missing one is made. */
export const templateCache = <Value>(limit: number): ((key: string, make: () => Value) => Value) => {
  // A Map iterates in order of insertion, so its first key is the one that was not asked for longest.
  const kept = new Map<string, Value>();
  return (key, make) => {
    const value = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= limit) break;
      kept.delete(oldest);
    }
    return value;
  };
};
