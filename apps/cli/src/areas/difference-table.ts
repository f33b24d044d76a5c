import type { Schemas } from '#client/client.js';
import { column, table } from '../output/table.js';

type Row = Schemas['RunDifference'];

const columns = [
  column<Row>('read model', (row) => row.readModel),
  column<Row>('where', (row) => row.where, { elastic: true }),
  column<Row>('log', (row) => JSON.stringify(row.log), { elastic: true }),
  column<Row>('stored', (row) => JSON.stringify(row.stored), { elastic: true }),
];

/** Where read models say something else than the log. */
export const differenceTable = (differences: readonly Row[], screen: number | null): string =>
  differences.length === 0 ? '' : table(differences, columns, screen);
