import type { Reply } from '#domain/run/whole-run.js';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { CommunicationFilters } from '#readmodel/communications/list-communications.js';
import type { ReplySummary } from '#readmodel/replies/queries.js';
import { known } from '#readmodel/vocabulary.js';
import { contactIdsByAddress, contactsByExternalIds, contactsByIds } from '#vault/contacts/contacts.js';
import { inboundMessages } from '#vault/messages/inbound.js';
import { foldRows } from '../communications/folded-rows.js';
import { summariesOf } from '../communications/summaries.js';
import type { ListView } from '../http/listing.js';
import { invalidRequest } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { foldTo, numberOf } from '../replay/moment.js';
import { historyEvents } from '../replay/run-history.js';
import { loadRun } from './run-reads.js';

interface PageAsked {
  /** Where the page begins, as `next` of the page before said. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** A page of a run's communications as they were at a moment, in the order of the audience. */
export const communicationsAt = async (
  installation: Installation,
  runId: string,
  at: string,
  { filters, after, limit }: PageAsked & { readonly filters: CommunicationFilters },
): Promise<ListView<CommunicationSummary>> => {
  const number = await numberOf(installation, runId, at);
  const fold = foldRows();
  let asOf = null;
  for await (const page of historyEvents(installation, runId, { upTo: number })) {
    for (const event of known(
      ['run', 'runbatch', 'report', 'thread'],
      page.map((one) => one.event),
    ))
      fold.take(event);
    asOf = page.at(-1)?.entry.occurredAt ?? asOf;
  }
  const { run } = await loadRun(installation, runId);
  const wanted = await contactsWanted(installation, filters);
  const rows = fold
    .rows()
    .filter(({ status }) => filters.statuses === undefined || filters.statuses.includes(status))
    .filter(({ contact_id }) => wanted === null || wanted.has(contact_id))
    .filter(({ message_id }) => filters.messageId === undefined || bare(message_id ?? '') === bare(filters.messageId));
  const { items, next } = cut(rows, after, limit);
  return { items: await summariesOf(installation, run.request, items), next, asOf };
};

/** A page of a run's replies as they were at a moment, in the order of arrival. */
export const repliesAt = async (
  installation: Installation,
  runId: string,
  at: string,
  { after, limit }: PageAsked,
): Promise<ListView<ReplySummary>> => {
  const moment = await foldTo(installation, runId, await numberOf(installation, runId, at));
  const { items, next } = cut([...moment.whole.replies.values()], after, limit);
  return { items: await replySummaries(installation, items), next, asOf: moment.at };
};

/** Null: everybody. */
const contactsWanted = async (
  { pool }: Installation,
  { externalId, address }: CommunicationFilters,
): Promise<ReadonlySet<string> | null> => {
  if (externalId !== undefined) {
    const found = (await contactsByExternalIds(pool, [externalId])).get(externalId);
    return new Set(found === undefined ? [] : [found.id]);
  }
  return address === undefined ? null : new Set(await contactIdsByAddress(pool, address));
};

const bare = (messageId: string): string => messageId.trim().replace(/^</, '').replace(/>$/, '');

/** The past does not move: the place in the list is cursor enough. */
const cut = <Item>(
  all: readonly Item[],
  after: string | undefined,
  limit: number,
): { readonly items: readonly Item[]; readonly next: string | null } => {
  if (after !== undefined && !/^\d{1,9}$/.test(after))
    throw invalidRequest([{ parameter: 'after', code: 'bad-cursor', detail: 'is no cursor of this list' }]);
  const from = Number(after ?? 0);
  const end = from + limit;
  return { items: all.slice(from, end), next: end < all.length ? String(end) : null };
};

const replySummaries = async ({ pool }: Installation, replies: readonly Reply[]): Promise<readonly ReplySummary[]> => {
  const [contacts, messages] = await Promise.all([
    contactsByIds(
      pool,
      replies.map(({ match }) => match.contactId),
    ),
    inboundMessages(
      pool,
      replies.map(({ replyId }) => replyId),
    ),
  ]);
  return replies.map(({ replyId, threadId, receivedAt, match, classification }) => {
    const contact = contacts.get(match.contactId);
    const message = messages.get(replyId);
    return {
      id: replyId,
      threadId,
      runId: match.runId,
      communicationId: match.communicationId,
      campaignId: match.campaignId,
      contact: { id: match.contactId, externalId: contact?.externalId ?? null, name: contact?.name ?? null },
      quarantined: false,
      match: { method: match.method, confidence: match.confidence },
      class: classification?.class ?? null,
      rule: classification?.rule ?? null,
      bounceStatus: classification?.status ?? null,
      receivedAt,
      message: message === undefined ? null : { from: message.from, subject: message.subject, text: message.text },
    };
  });
};
