import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { type Contestant, timed } from '../side-by-side/contest.js';
import { hashOf, type Person, writer } from './by-hand.js';
import { people } from './people.js';

/** What is to be carried out: so many runs to so many people each. */
export interface Work {
  readonly runs: number;
  readonly recipients: number;
}

interface Message extends Person {
  readonly runId: string;
  readonly place: number;
}

const tables = `
  create schema if not exists hand;
  create table if not exists hand.events (
    position bigserial primary key, stream text not null, revision int not null, type text not null, data jsonb not null,
    recorded_at timestamptz not null default clock_timestamp(), unique (stream, revision));
  create table if not exists hand.bodies (run_id text, place int, subject text, body text, primary key (run_id, place));
  create table if not exists hand.communications (
    run_id text, place int, contact_id text, status text, body_hash text, settled_at timestamptz,
    primary key (run_id, place));
  create table if not exists hand.runs (id text primary key, status text, audience int, accepted int);`;

/** The bodies and the claims, committed before anything would leave. */
const claim = `
  with bodies as (
    insert into hand.bodies select * from unnest($1::text[], $2::int[], $3::text[], $4::text[]))
  insert into hand.events (stream, revision, type, data)
  select 'run-' || run_id, 1 + 2 * place, 'Claimed', jsonb_build_object('place', place, 'contact', contact_id, 'hash', hash)
  from unnest($1::text[], $2::int[], $5::text[], $6::text[]) as c (run_id, place, contact_id, hash)`;

/** The outcomes, what lists show of them, and the numbers of the runs. */
const settle = `
  with events as (
    insert into hand.events (stream, revision, type, data)
    select 'run-' || run_id, 2 + 2 * place, 'Settled', jsonb_build_object('place', place, 'outcome', 'accepted')
    from unnest($1::text[], $2::int[]) as s (run_id, place)),
  rows as (
    insert into hand.communications
    select run_id, place, contact_id, 'accepted', hash, clock_timestamp()
    from unnest($1::text[], $2::int[], $3::text[], $4::text[]) as s (run_id, place, contact_id, hash))
  update hand.runs set accepted = accepted + n, status = case when accepted + n = audience then 'completed' else status end
  from (select run_id, count(*)::int as n from unnest($1::text[]) as s (run_id) group by run_id) as done
  where id = run_id`;

/**
 * What somebody would write for it alone and have it survive a crash: claims committed before the send, outcomes, rows and
 * counters after it, in chunks of half the window across runs, two of them under way.
 */
export const handWritten = async (databaseUrl: string, window: number, work: Work): Promise<Contestant> => {
  const pool = openPool(databaseUrl, { max: 4, name: 'bench-hand-written' });
  await pool.query(tables);
  const write = writer();
  const deliver = async (chunk: readonly Message[]): Promise<void> => {
    const written = chunk.map((one) => write(one, `${one.runId}.${one.place}`));
    const [runs, places, contacts] = [
      chunk.map(({ runId }) => runId),
      chunk.map(({ place }) => place),
      chunk.map(({ id }) => id),
    ];
    const hashes = written.map(hashOf);
    const [subjects, texts] = [written.map(({ subject }) => subject), written.map(({ text }) => text)];
    await pool.query({ name: 'claim', text: claim, values: [runs, places, subjects, texts, contacts, hashes] });
    await pool.query({ name: 'settle', text: settle, values: [runs, places, contacts, hashes] });
  };
  return {
    name: 'hand-written floor',
    ours: false,
    carryOut: async () => {
      const ids = Array.from({ length: work.runs }, newId);
      const seconds = await timed(async () => {
        await start(pool, ids, work.recipients);
        const chunks = chunksOf(messages(pool, ids, work.recipients), window / 2);
        const taking = async (): Promise<void> => {
          for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
            await deliver(next.value);
        };
        await Promise.all([taking(), taking()]);
      });
      const items = work.runs * work.recipients;
      return { figures: { 'per s': items / seconds }, items, verify: () => verify(pool, ids, items) };
    },
    close: () => pool.end(),
  };
};

const start = async (pool: pg.Pool, ids: readonly string[], audience: number): Promise<void> => {
  await pool.query(
    `with started as (
       insert into hand.events (stream, revision, type, data)
       select 'run-' || id, 0, 'Started', jsonb_build_object('audience', $2::int) from unnest($1::text[]) as r (id))
     insert into hand.runs select id, 'running', $2, 0 from unnest($1::text[]) as r (id)`,
    [ids, audience],
  );
};

async function* messages(pool: pg.Pool, runs: readonly string[], recipients: number): AsyncGenerator<Message> {
  for (const runId of runs) {
    let place = 0;
    for await (const page of people(pool, recipients))
      for (const person of page) yield { ...person, runId, place: place++ };
  }
}

async function* chunksOf<T>(from: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let chunk: T[] = [];
  for await (const one of from) {
    chunk.push(one);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

const verify = async (pool: pg.Pool, ids: readonly string[], wanted: number): Promise<void> => {
  const { rows } = await pool.query<{ runs: number; same: number }>(
    `select (select count(*)::int from hand.runs where id = any($1) and status = 'completed') as runs,
       (select count(*)::int from hand.communications c join hand.bodies b using (run_id, place)
        where run_id = any($1) and body_hash = encode(sha256(convert_to(subject || E'\\n' || body, 'UTF8')), 'hex')) as same`,
    [ids],
  );
  if (rows[0]?.runs !== ids.length || rows[0].same !== wanted)
    throw new Error(`hand-written floor: ${JSON.stringify(rows[0])} instead of ${ids.length} runs and ${wanted}`);
};
