import type pg from 'pg';
import { channelKinds } from '#domain/campaign/messages.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { RunType } from '#domain/run/messages.js';
import { copyIn } from '#platform/database/copy-in.js';
import { newId } from '#platform/ids.js';
import type { SeededCampaign } from './definitions.js';
import { type Kind, longShape, pinTokens, shapes } from './lives.js';
import { type Filling, type Shape, stampedColumns } from './stamp.js';

export interface LogWanted {
  readonly runs: number;
  /** About so many, in all runs together. */
  readonly events: number;
  /** Of the long run, which comes on top. */
  readonly longEvents: number;
  /** Of the wide run, which comes on top. */
  readonly wideRecipients: number;
  readonly contacts: number;
}

export interface Written {
  readonly events: number;
  readonly runs: number;
  readonly byStatus: { readonly [status: string]: number };
  readonly communications: number;
  readonly longRun: string;
  readonly wideRun: string;
}

/** Runs whose lives went on at the same time, written by one COPY. */
const runsAtOnce = 2_000;
/** Of those, so many take turns event by event. */
const sideBySide = 50;
const years = 2;
const yearMs = 365 * 86_400_000;

/** How often each end comes, of a thousand; the rest was completed. */
const ends: readonly (readonly [RunStatus, number])[] = [
  ['completed_with_failures', 60],
  ['cancelled', 20],
  ['failed', 15],
  ['missed', 10],
  ['scheduled', 15],
  ['paused', 2],
];
const types: readonly RunType[] = [
  'api',
  'api',
  'recurring',
  'recurring',
  'recurring',
  'once',
  'manual',
  'test',
  'retry',
];
const triggers = ['shop', 'billing', 'ann', 'bob', 'newsletter', 'onboarding', 'crm', 'nightly'];
const teams = ['growth', 'care', 'sales', 'product', 'press'];

/**
 * Writes runs into a log that nobody else writes to: each is a life that the deciders wrote, with ids and times of its
 * own. The log's two secondary indexes are made when all is in it, one of them being what holds revisions unique.
 */
export const writeLog = async (
  pool: pg.Pool,
  epoch: number,
  campaigns: readonly SeededCampaign[],
  wanted: LogWanted,
): Promise<Written> => {
  const chance = dice(20_261_123);
  const shapeFor = shapes(epoch);
  const counts = { events: 0, runs: 0, communications: 0, byStatus: {} as { [status: string]: number } };
  const prepared = campaigns.map((one) => ({ ...one, tokens: pinTokens(one) }));
  const byChannel = new Map(channelKinds.map((kind) => [kind, prepared.filter(({ channel }) => channel === kind)]));
  const begins = Date.now() - years * yearMs;
  let parent = newId();

  const write = (shape: Shape, kind: Kind, at: number, id: string): readonly string[] => {
    const campaign = pick(byChannel.get(kind.channel) ?? [], chance);
    counts.events += shape.events;
    counts.runs += 1;
    counts.byStatus[kind.status] = (counts.byStatus[kind.status] ?? 0) + 1;
    if (planned.has(kind.status)) counts.communications += kind.recipients;
    const lines = shape.lines(fillingOf(id, at, parent, campaign, wanted.contacts, chance));
    parent = id;
    return lines;
  };

  const nextRun = (): readonly string[] => {
    const due = ((counts.runs + 1) / wanted.runs) * wanted.events - counts.events;
    const kind: Kind = {
      status: endOf(chance),
      channel: pick(campaigns, chance).channel,
      type: pick(types, chance),
      // As many as bring the sum of events to what is wanted.
      recipients: Math.min(mostRecipients, Math.max(1, Math.round((due - eventsBesides) / eventsPerRecipient))),
    };
    return write(shapeFor(kind), kind, begins + (counts.runs / wanted.runs) * years * yearMs, newId());
  };

  await withoutIndexes(pool, async () => {
    const waiting: Promise<void>[] = [];
    while (counts.runs < wanted.runs) {
      const lives = Array.from({ length: Math.min(runsAtOnce, wanted.runs - counts.runs) }, nextRun);
      waiting.push(load(pool, takingTurns(lives)));
      if (waiting.length > 1) await waiting.shift();
    }
    await Promise.all(waiting);
  });
  const long = async (kind: Omit<Kind, 'status' | 'type'>): Promise<string> => {
    const id = newId();
    const whole: Kind = { ...kind, status: 'completed', type: 'manual' };
    await load(pool, [write(longShape(whole, epoch), whole, Date.now() - 6 * 3_600_000 * 24, id).join('')]);
    return id;
  };
  const longRun = await long({ channel: 'noop', recipients: Math.ceil((wanted.longEvents - 6) / (2 + 2 / 200)) });
  const wideRun = await long({ channel: 'email', recipients: wanted.wideRecipients });
  return { ...counts, longRun, wideRun };
};

const planned: ReadonlySet<RunStatus> = new Set(['completed', 'completed_with_failures', 'cancelled', 'paused']);
/** Of a completed run. */
const eventsBesides = 8;
const eventsPerRecipient = 2;
const mostRecipients = 12;

const load = async (pool: pg.Pool, pieces: readonly string[]): Promise<void> => {
  const connection = await pool.connect();
  try {
    await copyIn(connection, stampedColumns, pieces.join(''));
  } finally {
    connection.release();
  }
};

const withoutIndexes = async (pool: pg.Pool, work: () => Promise<void>): Promise<void> => {
  await pool.query('drop index log.events_category');
  await pool.query('alter table log.events drop constraint events_stream_revision_key');
  await work();
  const connection = await pool.connect();
  try {
    await connection.query(`set maintenance_work_mem = '512MB'`);
    await connection.query(
      'alter table log.events add constraint events_stream_revision_key unique (stream, revision)',
    );
    await connection.query('create index events_category on log.events (category, epoch, tx, position)');
    await connection.query('vacuum analyze log.events');
  } finally {
    connection.release(true);
  }
};

/** Lives that went on at the same time: one event of each in turn. */
const takingTurns = (lives: readonly (readonly string[])[]): readonly string[] => {
  const pieces: string[] = [];
  for (let from = 0; from < lives.length; from += sideBySide) {
    const group = lives.slice(from, from + sideBySide);
    const longest = Math.max(...group.map(({ length }) => length));
    for (let at = 0; at < longest; at += 1)
      for (const life of group) {
        const line = life[at];
        if (line !== undefined) pieces.push(line);
      }
  }
  return pieces;
};

const fillingOf = (
  runId: string,
  at: number,
  parent: string,
  { tokens }: { readonly tokens: ReadonlyMap<string, string> },
  contacts: number,
  chance: () => number,
): Filling => {
  const talk = newId();
  const [trigger, team, firstContact] = [pick(triggers, chance), pick(teams, chance), Math.floor(chance() * contacts)];
  const named: { readonly [name: string]: string } = { run: runId, parent, talk, trigger, team };
  return {
    at,
    of: (name, index) => {
      if (name === 'contact') return contactId((firstContact + index) % contacts);
      const value = named[name] ?? tokens.get(name);
      if (value === undefined) throw new Error(`nothing to put in the place of ${name}`);
      return value;
    },
  };
};

/** As `fillContacts` names them. */
const contactId = (n: number): string => n.toString(16).padStart(26, '0');

const endOf = (chance: () => number): RunStatus => {
  let left = chance() * 1_000;
  for (const [status, weight] of ends) {
    left -= weight;
    if (left < 0) return status;
  }
  return 'completed';
};

const pick = <T>(list: readonly T[], chance: () => number): T => {
  const one = list[Math.floor(chance() * list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

/** A mulberry32: the same seed gives the same runs, but for their ids. */
const dice = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};
