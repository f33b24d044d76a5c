import type { Schemas } from '#client/client.js';
import { column } from '../output/table.js';
import { moment } from '../output/times.js';

export const communicationStatuses = [
  'planned',
  'draft',
  'approved',
  'rejected',
  'expired',
  'held',
  'claimed',
  'deferred',
  'accepted',
  'delivered',
  'bounced',
  'complained',
  'refused',
  'skipped',
  'unknown',
  'not_attempted',
] as const satisfies readonly Schemas['CommunicationStatus'][];

type Row = Schemas['CommunicationList']['items'][number];

/** A row of any list of communications. */
export const communicationColumns = [
  column<Row>('id', (row) => row.id),
  column<Row>('status', (row) => `${row.status}${row.repliedAt === null ? '' : ', replied'}`),
  column<Row>('contact', (row) => row.contact.externalId ?? (row.contact.address === null ? 'erased' : null)),
  column<Row>('address', (row) => row.contact.address, { elastic: true }),
  column<Row>('planned', (row) => moment(row.plannedAt)),
  column<Row>('settled', (row) => moment(row.settledAt)),
  column<Row>('detail', (row) => row.reason ?? row.detail ?? row.answer, { elastic: true }),
];
