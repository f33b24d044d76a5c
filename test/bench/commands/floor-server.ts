import fastify from 'fastify';
import { openPool } from '#platform/database/pool.js';
import { newId } from '#platform/ids.js';
import { serveParent } from '../side-by-side/child.js';

/** What somebody would write for it alone: a checked body, one durable event for each request. */
interface Row {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly body: string;
}

const { DATABASE_URL = '', GROUP_COMMIT = '' } = process.env;
const pool = openPool(DATABASE_URL, { max: GROUP_COMMIT === '' ? 16 : 2, name: 'bench-floor' });
await pool.query('create schema if not exists hand');
await pool.query(
  `create table if not exists hand.commands (
     position bigserial primary key, id text not null, key text not null unique, type text not null, body jsonb not null,
     recorded_at timestamptz not null default clock_timestamp())`,
);
await pool.query('create index if not exists commands_id on hand.commands (id)');

const insertOne = async ({ id, key, type, body }: Row): Promise<void> => {
  await pool.query({
    name: 'insert-one',
    text: 'insert into hand.commands (id, key, type, body) values ($1, $2, $3, $4)',
    values: [id, key, type, body],
  });
};

/** What waits goes together, in one statement at a time on each of two connections. */
const atOnce = 250;
const waiting: { readonly row: Row; readonly done: () => void; readonly failed: (error: unknown) => void }[] = [];
let writing = 0;

const write = async (): Promise<void> => {
  if (writing >= 2 || waiting.length === 0) return;
  writing += 1;
  const batch = waiting.splice(0, atOnce);
  const rows = batch.map(({ row }) => row);
  try {
    await pool.query({
      name: 'insert-many',
      text: `insert into hand.commands (id, key, type, body)
        select id, key, type, body::jsonb
        from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as c (id, key, type, body)`,
      values: [rows.map((r) => r.id), rows.map((r) => r.key), rows.map((r) => r.type), rows.map((r) => r.body)],
    });
    for (const { done } of batch) done();
  } catch (error) {
    for (const { failed } of batch) failed(error);
  } finally {
    writing -= 1;
    void write();
  }
};

const insertTogether = (row: Row): Promise<void> =>
  new Promise((done, failed) => {
    waiting.push({ row, done, failed });
    // Whoever comes in the same turn of the loop goes along.
    setImmediate(() => void write());
  });

const app = fastify();
const body = {
  type: 'object',
  properties: { startAt: { type: 'string' }, reason: { type: 'string' } },
  additionalProperties: false,
};
app.post<{ Params: { id: string; verb: string } }>(
  '/v1/:kind/:id/:verb',
  { schema: { body } },
  async (request, reply) => {
    const { id, verb } = request.params;
    const key = String(request.headers['idempotency-key']);
    const own = verb === 'runs' ? newId() : id;
    const row = { id: own, key, type: verb, body: JSON.stringify(request.body) };
    await (GROUP_COMMIT === '' ? insertOne(row) : insertTogether(row));
    return reply.code(202).send({ id: own, location: `/v1/runs/${own}`, revision: 0 });
  },
);
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
serveParent(port, () => ({ count: 0, different: 0 }));
