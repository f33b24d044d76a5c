import type { MatchMethod, ReplyClass } from '#domain/thread/messages.js';
import type { Projection } from '../projection.js';
import { bool, createTable, instant, oneOf, optional, type RowOf, table, text } from '../table.js';
import { type EventIn, known } from '../vocabulary.js';

const categories = ['thread'] as const;

const answers = table('replies', ['reply_id'], {
  reply_id: text,
  thread_id: text,
  run_id: optional(text),
  communication_id: optional(text),
  campaign_id: optional(text),
  contact_id: optional(text),
  quarantined: bool,
  method: optional(oneOf<MatchMethod>()),
  confidence: optional(oneOf<'sure' | 'likely'>()),
  class: optional(oneOf<ReplyClass>()),
  rule: optional(text),
  /** Bounces: RFC 3463. */
  bounce_status: optional(text),
  received_at: instant,
});

/** What came back, with the communication, run and contact it answers. What it says lies in the vault. */
export const replies = {
  name: 'replies',
  version: 1,
  categories,
  ordered: false,
  tables: (schema) => `
    ${createTable(schema, answers)}
    create index on ${schema}.replies (received_at, reply_id);
    create index on ${schema}.replies (run_id, received_at, reply_id);
    create index on ${schema}.replies (campaign_id, received_at, reply_id);
    create index on ${schema}.replies (communication_id, received_at, reply_id);
    create index on ${schema}.replies (contact_id, received_at, reply_id);
    create index on ${schema}.replies (thread_id, received_at, reply_id);
    create index on ${schema}.replies (class, received_at, reply_id);
    create index on ${schema}.replies (received_at, reply_id) where quarantined;`,
  apply: async (events, rows) => {
    const page = known(categories, events);
    const set = await rows.open(
      answers,
      page.map(({ data }) => [data.replyId]),
    );
    for (const event of page) {
      const after = evolve(set.get(event.data.replyId), event);
      if (after !== undefined) set.put(after);
    }
    await set.save();
  },
} as const satisfies Projection;

type Row = RowOf<typeof answers>;

const evolve = (row: Row | undefined, event: EventIn<'thread'>): Row | undefined => {
  switch (event.type) {
    case 'ReplyClassified': {
      const { class: kind, rule, status } = event.data;
      if (row === undefined) throw new Error(`${event.stream} classifies a reply it never received`);
      return { ...row, class: kind, rule, bounce_status: status ?? null };
    }
    case 'ReplyQuarantined':
      return row ?? received(event);
    default: {
      const { runId, communicationId, campaignId, contactId, method, confidence } = event.data.match;
      return {
        ...(row ?? received(event)),
        run_id: runId,
        communication_id: communicationId,
        campaign_id: campaignId,
        contact_id: contactId,
        quarantined: false,
        method,
        confidence,
      };
    }
  }
};

const received = ({ data }: Extract<EventIn<'thread'>, { type: 'ReplyReceived' | 'ReplyQuarantined' }>): Row => ({
  reply_id: data.replyId,
  thread_id: data.threadId,
  run_id: null,
  communication_id: null,
  campaign_id: null,
  contact_id: null,
  quarantined: true,
  method: null,
  confidence: null,
  class: null,
  rule: null,
  bounce_status: null,
  received_at: data.receivedAt,
});
