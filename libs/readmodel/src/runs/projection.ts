import type { Projection } from '../projection.js';
import type { Rows } from '../rows.js';
import { type EventIn, known } from '../vocabulary.js';
import { saveCounters } from './counters.js';
import { type DaysSeen, seeDays } from './days.js';
import { emptyLedgerRow, evolveRunRow, type LedgerRow, withFinalLedger } from './fold.js';
import { foldBatches } from './batch-shares.js';
import * as tables from './tables.js';

const categories = ['run', 'runbatch', 'thread', 'campaign'] as const;
type Event = EventIn<(typeof categories)[number]>;

/** The list of runs: one row per run with everything it is filtered, sorted and counted by. */
export const runs = {
  name: 'runs',
  version: 2,
  categories,
  ordered: true,
  excerpt: { parts: ['data', 'actor', 'reason'] },
  tables: tables.ddl,
  apply: async (events, rows) => {
    const page = known(categories, events);
    const sets = await load(page, rows);
    const shares = foldBatches(sets.batches);
    const days = seeDays();
    for (const event of page) fold(sets, { shares, days }, event);
    shares.settle(sets.ledgers);
    const moved = sets.runs.changes();
    for (const set of Object.values(sets)) await set.save();
    await saveCounters(rows, moved);
    await days.save(rows);
  },
} as const satisfies Projection;

const load = async (page: readonly Event[], rows: Rows) => {
  const runIds = page.flatMap(runIdOf).map((id) => [id]);
  return {
    runs: await rows.open(tables.runs, runIds),
    ledgers: await rows.open(tables.ledgers, runIds),
    batches: await rows.open(tables.batches, page.flatMap(batchKeyOf)),
    replies: await rows.open(tables.replies, page.flatMap(replyKeyOf)),
    campaigns: await rows.open(tables.campaigns, page.flatMap(campaignKeyOf)),
    names: await rows.open(tables.campaignNames, page.flatMap(nameKeyOf)),
  };
};

type Sets = Awaited<ReturnType<typeof load>>;

/** What is gathered over the page. */
interface Gathered {
  readonly shares: ReturnType<typeof foldBatches>;
  readonly days: DaysSeen;
}

const fold = (sets: Sets, gathered: Gathered, event: Event): void => {
  if (isOfRun(event)) {
    foldRun(sets, gathered, event);
  } else if (isOfBatch(event)) {
    progress(sets, event);
    gathered.shares.take(event);
  } else if (isOfThread(event)) {
    foldReply(sets, event);
  } else {
    foldCampaign(sets, event);
  }
};

const isOfRun = (event: Event): event is EventIn<'run'> => event.category === 'run';
const isOfBatch = (event: Event): event is EventIn<'runbatch'> => event.category === 'runbatch';
const isOfThread = (event: Event): event is EventIn<'thread'> => event.category === 'thread';

const foldRun = (sets: Sets, { shares, days }: Gathered, event: EventIn<'run'>): void => {
  const [id = ''] = runIdOf(event);
  const before = sets.runs.get(id);
  const after = evolveRunRow(before, event);
  sets.runs.put(after);
  days.see(before, after);
  progress(sets, event);
  if (event.type === 'RunRequested') {
    const campaignId = event.data.pins.campaign.id;
    if (sets.campaigns.get(campaignId) === undefined) sets.campaigns.put({ id: campaignId, name: '', version: 0 });
  }
  if ('ledger' in event.data) {
    shares.settle(sets.ledgers, id);
    sets.ledgers.put(withFinalLedger(ledgerOf(sets, id, event), event.data.ledger));
  }
};

/** A run moves on with every event of its own and of its batches. */
const progress = (sets: Sets, event: Event): void => {
  const [id = ''] = runIdOf(event);
  const row = ledgerOf(sets, id, event);
  const at = event.metadata.occurredAt;
  sets.ledgers.put(at > row.last_progress_at ? { ...row, last_progress_at: at } : row);
};

const ledgerOf = (sets: Sets, runId: string, event: Event): LedgerRow =>
  sets.ledgers.get(runId) ?? emptyLedgerRow(runId, event.metadata.occurredAt);

const foldReply = (sets: Sets, event: EventIn<'thread'>): void => {
  const known = sets.replies.get(event.data.replyId);
  if (event.type === 'ReplyReceived') {
    if (known !== undefined) return;
    const { match, replyId } = event.data;
    sets.replies.put({ reply_id: replyId, run_id: match.runId, class: null });
    count(sets, event, match.runId, { unclassified: 1 });
  } else if (event.type === 'ReplyClassified' && known !== undefined) {
    if (known.class === event.data.class) return;
    sets.replies.put({ ...known, class: event.data.class });
    count(sets, event, known.run_id, { [known.class ?? 'unclassified']: -1, [event.data.class]: 1 });
  }
};

const count = (sets: Sets, event: Event, runId: string, by: LedgerRow['replies']): void => {
  const row = ledgerOf(sets, runId, event);
  const sums = new Map(Object.entries(row.replies));
  for (const [kind, change] of Object.entries(by)) sums.set(kind, (sums.get(kind) ?? 0) + change);
  sets.ledgers.put({ ...row, replies: Object.fromEntries([...sums].filter(([, sum]) => sum !== 0)) });
};

const foldCampaign = (sets: Sets, event: EventIn<'campaign'>): void => {
  if (event.type !== 'CampaignDefined' && event.type !== 'CampaignRevised') return;
  const { id, version, definition } = event.data;
  sets.campaigns.put({ id, name: definition.name, version });
  sets.names.put({ id, version, name: definition.name });
};

/** Streams name the run: `run-<run>`, `runbatch-<run>.<n>`, `thread-<run>.<n>.<index>`. */
const runIdOf = ({ category, stream }: Event): readonly string[] => {
  const [id = ''] = stream.slice(category.length + 1).split('.');
  return category === 'campaign' || (category === 'thread' && id === 'quarantine') ? [] : [id];
};

const batchKeyOf = ({ category, stream }: Event): readonly [string, number][] => {
  const [runId = '', batch = ''] = stream.slice(category.length + 1).split('.');
  return category === 'runbatch' ? [[runId, Number(batch)]] : [];
};

const replyKeyOf = (event: Event): readonly [string][] =>
  event.type === 'ReplyReceived' || event.type === 'ReplyClassified' ? [[event.data.replyId]] : [];

const campaignKeyOf = (event: Event): readonly [string][] => {
  if (event.type === 'RunRequested') return [[event.data.pins.campaign.id]];
  return event.type === 'CampaignDefined' || event.type === 'CampaignRevised' ? [[event.data.id]] : [];
};

const nameKeyOf = (event: Event): readonly [string, number][] =>
  event.type === 'CampaignDefined' || event.type === 'CampaignRevised' ? [[event.data.id, event.data.version]] : [];
