import type { Schemas } from '#client/client.js';
import { column } from '../output/table.js';
import { moment } from '../output/times.js';

export const replyClasses = [
  'human',
  'auto-reply',
  'out-of-office',
  'bounce',
  'complaint',
  'opt-out',
] as const satisfies readonly Schemas['ReplyClass'][];

type Row = Schemas['ReplyList']['items'][number];

/** A row of any list of replies. */
export const replyColumns = [
  column<Row>('id', (row) => row.id),
  column<Row>('received', (row) => moment(row.receivedAt)),
  column<Row>('class', (row) => row.class),
  column<Row>('matched', (row) =>
    row.match === null ? 'quarantined' : `${row.match.method}, ${row.match.confidence}`,
  ),
  column<Row>('from', (row) => row.message?.from, { elastic: true }),
  column<Row>('subject', (row) => row.message?.subject, { elastic: true }),
  column<Row>('communication', (row) => row.communicationId),
];
