import { useMemo, useRef, useState } from 'react';
import type { RunRow } from './runs-queries.js';

export interface Shown {
  readonly rows: readonly RunRow[];
  /** Runs that the list has and the page does not show yet. */
  readonly news: number;
}

/**
 * Rows never move under a pointer: the list as it was first read keeps its order, what is read later changes its rows in
 * place, and rows that are new wait until they are asked for.
 */
export const mergeRows = (
  order: readonly string[],
  known: ReadonlyMap<string, RunRow>,
  latest: readonly RunRow[],
): Shown => {
  const now = new Map(latest.map((row) => [row.id, row]));
  const shown = new Set(order);
  return {
    rows: order.flatMap((id) => now.get(id) ?? known.get(id) ?? []),
    news: latest.filter(({ id }) => !shown.has(id)).length,
  };
};

interface Frozen {
  readonly of: string;
  readonly order: readonly string[];
}

/** `of` names what is listed: another filter, sort or page is another list. Undefined rows: not read yet. */
export const useShownRows = (of: string, latest: readonly RunRow[] | undefined): Shown & { showNews(): void } => {
  const [frozen, setFrozen] = useState<Frozen>({ of: '', order: [] });
  const known = useRef(new Map<string, RunRow>());
  const fresh = latest !== undefined && frozen.of !== of;
  if (fresh) setFrozen({ of, order: latest.map(({ id }) => id) });
  const order = useMemo(() => (fresh ? latest.map(({ id }) => id) : frozen.order), [fresh, latest, frozen]);
  const shown = mergeRows(order, known.current, latest ?? []);
  known.current = new Map(shown.rows.map((row) => [row.id, row]));
  return { ...shown, showNews: () => setFrozen({ of, order: (latest ?? []).map(({ id }) => id) }) };
};
