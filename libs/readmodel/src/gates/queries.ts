import type { ChannelKind } from '#domain/campaign/messages.js';
import { type HoldScope, holdStream } from '#domain/hold/messages.js';
import type { SuppressionReason } from '#domain/suppression/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Position } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import { checkpointOf } from '../projection-state.js';
import { isoSql } from '../table.js';

export interface GatesQuestion {
  readonly contactIds: readonly string[];
  /** HMACs under the installation's suppression key. */
  readonly addressHashes: readonly string[];
  readonly runId: string;
  readonly campaignId: string;
  readonly channel: ChannelKind;
  readonly senderId: string | null;
}

/** What stands in the way of the messages asked about, at one moment. */
export interface Gates {
  /** Address hashes that get nothing on this channel, with every reason why. */
  readonly suppressed: ReadonlyMap<string, readonly SuppressionReason[]>;
  /** Contacts that withdrew, and those that gave, their consent for this channel; the others said nothing. */
  readonly withdrawn: ReadonlySet<string>;
  readonly granted: ReadonlySet<string>;
  readonly erased: ReadonlySet<string>;
  /** Contacts of whom a human answer to this campaign is known. */
  readonly answered: ReadonlySet<string>;
  /** Holds in force that stop all of them. */
  readonly holds: readonly HoldScope[];
  /** Of whom an event could not be taken in: what stands in their way is not known. */
  readonly unread: Unread;
  /** How much of the log this rests on. */
  readonly checkpoint: Position;
}

export interface Unread {
  readonly contacts: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
  /** One of the holds that would stop all of them. */
  readonly holds: boolean;
}

/** One statement, so that the gates and the checkpoint belong together. */
export const gatesFor = async (sql: Sql, question: GatesQuestion): Promise<Gates> => {
  const { contactIds, addressHashes, campaignId, channel } = question;
  const { rows } = await sql.query<Row>({
    name: 'gates-for',
    text: `
      select
        (select checkpoint from work.projections where name = 'gates') as checkpoint,
        array(select jsonb_build_array(address_hash, array(select jsonb_object_keys(reasons) order by 1))
              from rm_gates.suppressions where address_hash = any($2::text[]) and channel = $4) as suppressed,
        array(select contact_id from rm_gates.consents
              where contact_id = any($1::text[]) and channel = $4 and state = 'withdrawn') as withdrawn,
        array(select contact_id from rm_gates.consents
              where contact_id = any($1::text[]) and channel = $4 and state = 'granted') as granted,
        array(select contact_id from rm_gates.erased where contact_id = any($1::text[])) as erased,
        array(select contact_id from rm_gates.answers
              where contact_id = any($1::text[]) and campaign_id = $3 and class = 'human') as answered,
        array(select scope from rm_gates.holds where scope = any($5::text[]) order by scope) as holds,
        array(select distinct stream from work.parked where schema = 'rm_gates' and stream = any($6::text[])) as unread`,
    values: [contactIds, addressHashes, campaignId, channel, scopesOf(question), streamsOf(question)],
  });
  const row = rows[0];
  if (row === undefined) throw new Error('a select without a from clause gives one row');
  return {
    suppressed: new Map(row.suppressed),
    withdrawn: new Set(row.withdrawn),
    granted: new Set(row.granted),
    erased: new Set(row.erased),
    answered: new Set(row.answered),
    holds: row.holds,
    unread: unreadOf(question, new Set(row.unread)),
    checkpoint: row.checkpoint,
  };
};

interface Row {
  checkpoint: Position;
  suppressed: [string, SuppressionReason[]][];
  withdrawn: string[];
  granted: string[];
  erased: string[];
  answered: string[];
  holds: HoldScope[];
  unread: string[];
}

/** The holds that would stop a message of this run, campaign, channel and sender. */
export const scopesOf = ({
  runId,
  campaignId,
  channel,
  senderId,
}: Pick<GatesQuestion, 'runId' | 'campaignId' | 'channel' | 'senderId'>): readonly HoldScope[] => [
  'all',
  `run:${runId}`,
  `campaign:${campaignId}`,
  `channel:${channel}`,
  ...(senderId === null ? [] : [`sender:${senderId}` as const]),
];

const contactStream = (contactId: string): string => `contact-${contactId}`;
const suppressionStream = (addressHash: string): string => `suppression-${addressHash}`;

const streamsOf = (question: GatesQuestion): readonly string[] => [
  ...question.contactIds.map(contactStream),
  ...question.addressHashes.map(suppressionStream),
  ...scopesOf(question).map(holdStream),
];

const unreadOf = (question: GatesQuestion, streams: ReadonlySet<string>): Unread => ({
  contacts: new Set(question.contactIds.filter((contactId) => streams.has(contactStream(contactId)))),
  addresses: new Set(question.addressHashes.filter((addressHash) => streams.has(suppressionStream(addressHash)))),
  holds: scopesOf(question).some((scope) => streams.has(holdStream(scope))),
});

/** How much of the log the gates rest on; null before their first start. */
export const gatesCheckpoint = async (sql: Sql): Promise<Position | null> =>
  (await checkpointOf(sql, 'gates'))?.position ?? null;

export interface HoldInForce {
  readonly scope: HoldScope;
  readonly since: Instant;
  readonly actor: string;
  readonly reason: string | null;
}

/** Every hold in force, oldest first. */
export const listHolds = async (sql: Sql): Promise<readonly HoldInForce[]> => {
  const { rows } = await sql.query(
    `select scope, ${isoSql('since')} as since, actor, reason from rm_gates.holds order by rm_gates.holds.since, scope`,
  );
  return rows as unknown as HoldInForce[];
};

/** The scopes of all holds in force. */
export const holdsNow = async (sql: Sql): Promise<readonly HoldScope[]> =>
  (await listHolds(sql)).map(({ scope }) => scope);
