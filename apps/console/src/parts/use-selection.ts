import { useRef, useState } from 'react';
import type { Selection } from './data-table.js';

export interface UseSelection extends Selection {
  clear(): void;
}

/** Which rows are chosen; those that are not shown any more stay chosen until they are let go. */
export const useSelection = (shown: readonly string[]): UseSelection => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  return {
    chosen,
    toggle: (id, range) => {
      const on = !chosen.has(id);
      const ids = range ? between(shown, last.current, id) : [id];
      last.current = id;
      setChosen(withAll(chosen, ids, on));
    },
    toggleAll: () => setChosen(withAll(chosen, shown, !shown.every((id) => chosen.has(id)))),
    clear: () => setChosen(new Set()),
  };
};

const between = (shown: readonly string[], from: string | null, to: string): readonly string[] => {
  const ends = [from === null ? -1 : shown.indexOf(from), shown.indexOf(to)].toSorted((a, b) => a - b);
  const [first = -1, final = -1] = ends;
  return first < 0 ? [to] : shown.slice(first, final + 1);
};

const withAll = (chosen: ReadonlySet<string>, ids: readonly string[], on: boolean): ReadonlySet<string> => {
  const next = new Set(chosen);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
};
