export interface Point {
  readonly at: number;
  readonly accepted: number;
  readonly refused: number;
  readonly skipped: number;
}

interface Item {
  readonly type: string;
  readonly occurredAt: string;
  readonly data: unknown;
}

/** Events that move a communication to an outcome, for runs small enough to read each of them. */
export const outcomeTypes = ['DispatchSettled', 'CommunicationSkipped'] as const;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0);

const change = ({ type, data }: Item): Omit<Point, 'at'> => {
  const none = { accepted: 0, refused: 0, skipped: 0 };
  if (!isObject(data)) return none;
  if (type === 'CommunicationSkipped') return { ...none, skipped: 1 };
  if (type === 'DispatchSettled') {
    const kind = isObject(data['outcome']) ? data['outcome']['kind'] : null;
    return { ...none, accepted: kind === 'accepted' ? 1 : 0, refused: kind === 'refused' ? 1 : 0 };
  }
  if (type !== 'BatchesSettled' || !Array.isArray(data['batches'])) return none;
  return data['batches'].reduce<Omit<Point, 'at'>>((sum, batch: unknown) => {
    const totals = isObject(batch) && isObject(batch['totals']) ? batch['totals'] : {};
    const skipped = isObject(totals['skipped']) ? Object.values(totals['skipped']) : [];
    return {
      accepted: sum.accepted + numberIn(totals['accepted']),
      refused: sum.refused + numberIn(totals['refused']),
      skipped: sum.skipped + skipped.reduce<number>((all, each) => all + numberIn(each), 0),
    };
  }, none);
};

/** How far a run had come at each of its events, as running totals; at most one point for each moment. */
export const progressOf = (startedAt: string, items: readonly Item[]): readonly Point[] => {
  const points: Point[] = [{ at: Date.parse(startedAt), accepted: 0, refused: 0, skipped: 0 }];
  for (const item of items) {
    const before = points.at(-1);
    if (before === undefined) break;
    const { accepted, refused, skipped } = change(item);
    if (accepted + refused + skipped === 0) continue;
    const at = Math.max(before.at, Date.parse(item.occurredAt));
    const point = {
      at,
      accepted: before.accepted + accepted,
      refused: before.refused + refused,
      skipped: before.skipped + skipped,
    };
    if (before.at === at && points.length > 1) points[points.length - 1] = point;
    else points.push(point);
  }
  return points;
};
