import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Sql } from '#platform/database/pool.js';
import { addressKey } from '#vault/contacts/address.js';
import { type Conditions, conditions, type TimeRange } from '../conditions.js';
import { isRefused, type Listed, pageOf, type Place, placeOfCursor } from '../cursor.js';
import { isoSql } from '../table.js';
import { type CommunicationSummary, summaryJoins, summarySql, testAddressSql } from './communication-summary.js';
import { usualStatuses } from './tables.js';

export interface CommunicationFilters {
  readonly runId?: string;
  readonly campaignId?: string;
  readonly contactId?: string;
  readonly externalId?: string;
  /** Case does not matter; finds what went to an earlier address of a contact too, and test messages. */
  readonly address?: string;
  /** With or without angle brackets. */
  readonly messageId?: string;
  /** Any of these. */
  readonly statuses?: readonly CommunicationStatus[];
  readonly test?: boolean;
  readonly channel?: ChannelKind;
  /** When it was planned. */
  readonly planned?: TimeRange;
}

export interface CommunicationsAsked {
  readonly filters: CommunicationFilters;
  /** Absent: newest first over all runs, in the order of the audience within one. */
  readonly direction?: 'asc' | 'desc';
  readonly cursor?: string;
  readonly limit: number;
}

/**
 * Communications of one run in the order of its audience, or over all runs in the order of planning. Pages are
 * stable: nothing moves in either order.
 */
export const listCommunications = async (
  sql: Sql,
  { filters, direction, cursor, limit }: CommunicationsAsked,
): Promise<Listed<CommunicationSummary>> => {
  const order = filters.runId === undefined ? overAllRuns : withinOneRun;
  const way = direction ?? order.natural;
  const binding = { list: 'communications', way, filters };
  const after = placeOfCursor(cursor, binding, order.columns.length);
  if (isRefused(after)) return after;
  const where = conditions();
  const source = sourceOf(filters, where);
  addFilters(filters, where, source);
  if (after !== null) keyset(order, source, way, after, where);
  const columns = order.columns.map(({ name, of }) => `${aliasOf(source, of)}.${name}`);
  const sorted = columns.map((column) => `${column} ${way}`).join(', ');
  const { rows } = await sql.query(
    `select ${summarySql}, p.place from (
       select c.run_id, c.batch, c.idx, row_number() over (order by ${sorted}) as nr,
         array[${order.columns.map(({ read }, at) => read(columns[at] ?? '')).join(', ')}] as place
       from ${source.from} where ${where.text()} order by ${sorted} limit ${limit + 1}) p
     ${rowsOfPage} ${summaryJoins}
     order by p.nr`,
    where.values,
  );
  return pageOf(
    rows as unknown as (CommunicationSummary & { place: string[] })[],
    limit,
    binding,
    ({ place }) => place,
    ({ place: _, ...item }) => item,
  );
};

/**
 * One row of each for every row of the page. Written as plain joins they are sorted whole: where one run has a tenth of
 * all communications, the planner takes the page's rows for a thousand times as many as they are.
 */
const rowsOfPage = `
  cross join lateral (
    select * from rm_communications.communications c
    where c.run_id = p.run_id and c.batch = p.batch and c.idx = p.idx limit 1) c
  cross join lateral (
    select * from rm_communications.batches b where b.run_id = p.run_id and b.batch = p.batch limit 1) b`;

interface Order {
  readonly natural: 'asc' | 'desc';
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    /** The table whose index gives the order. */
    readonly of: 'batch' | 'communication';
    readonly read: (column: string) => string;
  }[];
}

const plain = (column: string): string => `${column}::text`;
const withinOneRun: Order = {
  natural: 'asc',
  columns: [
    { name: 'batch', type: 'int4', of: 'communication', read: plain },
    { name: 'idx', type: 'int4', of: 'communication', read: plain },
  ],
};
const overAllRuns: Order = {
  natural: 'desc',
  columns: [
    { name: 'planned_at', type: 'timestamptz', of: 'batch', read: isoSql },
    { name: 'run_id', type: 'text', of: 'batch', read: plain },
    { name: 'batch', type: 'int4', of: 'batch', read: plain },
    { name: 'idx', type: 'int4', of: 'communication', read: plain },
  ],
};

/** Where the rows come from, so that an index finds them: the batches, a contact, a message, or the exceptions. */
interface Source {
  readonly from: string;
  /** Which alias stands for the batch's and the communication's columns in the order. */
  readonly batch: string;
  readonly communication: string;
}

const aliasOf = (source: Source, of: 'batch' | 'communication'): string => source[of];

const walk = `rm_communications.batches b join rm_communications.communications c using (run_id, batch)`;

const sourceOf = (filters: CommunicationFilters, where: Conditions): Source => {
  const byCommunication = { from: walk, batch: 'c', communication: 'c' };
  if (filters.messageId !== undefined) {
    where.when(bare(filters.messageId), (p) => `c.message_id in (${p}, '<' || ${p} || '>')`);
    return byCommunication;
  }
  if (filters.address !== undefined)
    return { ...byCommunication, from: `${addressed(filters.address, where)} ${batchOf}` };
  if (filters.contactId !== undefined || filters.externalId !== undefined) return byCommunication;
  if (filters.statuses?.every((status) => !usualStatuses.some((usual) => usual === status))) {
    where.oneOf('e.status', filters.statuses);
    return {
      from: `rm_communications.exceptions e join rm_communications.communications c using (run_id, batch, idx) ${batchOf}`,
      batch: 'e',
      communication: 'e',
    };
  }
  return { from: walk, batch: 'b', communication: 'c' };
};

const batchOf = 'join rm_communications.batches b on b.run_id = c.run_id and b.batch = c.batch';

const bare = (messageId: string): string => messageId.trim().replace(/^</, '').replace(/>$/, '');

/**
 * What went to an address: messages to contacts who have or had it, without the test messages that went elsewhere
 * instead, and test messages that went to it.
 */
const addressed = (address: string, where: Conditions): string => {
  const key = where.value(addressKey(address.trim()));
  return `(
    select c.* from vault.addresses a join rm_communications.communications c on c.contact_id = a.contact_id
    where a.address_key = ${key} and not exists (
      select from vault.run_inputs i where i.run_id = c.run_id collate "default" and cardinality(i.addresses) > 0)
    union all
    select c.* from vault.run_inputs i join rm_communications.communications c on c.run_id = i.run_id
    where i.address_keys @> array[${key}] and ${testAddressSql('address_keys')} = ${key}) c`;
};

const addFilters = (filters: CommunicationFilters, where: Conditions, source: Source): void => {
  const { runId, campaignId, contactId, externalId, statuses, test, channel, planned } = filters;
  where.when(runId, (p) => `${source.batch}.run_id = ${p}`);
  where.when(campaignId, (p) => `b.campaign_id = ${p}`);
  where.when(contactId, (p) => `c.contact_id = ${p}`);
  where.when(externalId, (p) => `c.contact_id = (select id from vault.contacts where external_id = ${p})`);
  where.when(channel, (p) => `b.channel = ${p}`);
  where.between(`${source.batch}.planned_at`, planned);
  if (test !== undefined) where.and(test ? 'b.test' : 'not b.test');
  if (statuses !== undefined && source.batch !== 'e') where.oneOf('c.status', statuses);
  if (statuses?.every((status) => status === 'planned' || status === 'claimed')) where.and('not b.closed');
};

/** Rows strictly after a place. The first part alone lets an index of the batches begin there. */
const keyset = (order: Order, source: Source, way: 'asc' | 'desc', after: Place, where: Conditions): void => {
  const parameters = order.columns.map(({ type }, at) => `${where.value(after[at])}::${type}`);
  const tuple = (columns: Order['columns']) =>
    columns.map(({ name, of }) => `${aliasOf(source, of)}.${name}`).join(', ');
  const beyond = way === 'asc' ? '>' : '<';
  where.and(`(${tuple(order.columns)}) ${beyond} (${parameters.join(', ')})`);
  const ofBatch = order.columns.filter(({ of }) => of === 'batch');
  if (ofBatch.length > 0 && source.batch === 'b') {
    where.and(`(${tuple(ofBatch)}) ${beyond}= (${parameters.slice(0, ofBatch.length).join(', ')})`);
  }
};
