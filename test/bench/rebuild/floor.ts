import pg from 'pg';
import { copyIn, copyText } from '#platform/database/copy-in.js';

export interface Floor {
  readonly projection: string;
  readonly events: number;
  readonly rows: number;
  readonly seconds: number;
}

const pageSize = 5_000;

/** A page of the log in its order, each row a list of texts. */
const pageText = `
  select epoch, tx, position, stream, type, data, meta->>'occurredAt' from log.events
  where (epoch, tx, position) > ($1::int, $2::xid8, $3::bigint)
  order by epoch, tx, position limit ${pageSize}`;

type Row = readonly string[];
type Fold = (row: Row, data: { readonly [name: string]: unknown }) => void;

/** Walks the log with the next page asked for while one is folded. */
const walk = async (client: pg.Client, fold: Fold): Promise<number> => {
  const read = async (after: readonly unknown[]): Promise<readonly Row[]> => {
    const types = { getTypeParser: () => (text: string | Buffer) => text.toString() };
    const found = await client.query<string[]>({
      name: 'page',
      text: pageText,
      values: [...after],
      rowMode: 'array',
      types,
    });
    return found.rows;
  };
  let events = 0;
  for (let reading = read([0, '0', '0']); ;) {
    const page = await reading;
    const last = page.at(-1);
    if (last === undefined) return events;
    reading = read(last.slice(0, 3));
    for (const row of page) fold(row, JSON.parse(row[5] ?? '{}') as { readonly [name: string]: unknown });
    events += page.length;
  }
};

/** What somebody would write for it alone: pages read, folded in memory, rows loaded by COPY at the end, then indexed. */
const byHand = async (
  url: string,
  projection: string,
  ddl: string,
  index: string,
  make: () => { readonly fold: Fold; readonly lines: () => readonly string[] },
): Promise<Floor> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`drop schema if exists hand cascade; create schema hand; create table hand.rows (${ddl})`);
    const begun = performance.now();
    const { fold, lines } = make();
    const events = await walk(client, fold);
    const all = lines();
    for (let from = 0; from < all.length; from += copyRows) {
      await copyIn(client, 'hand.rows', all.slice(from, from + copyRows).join(''));
    }
    for (const one of index.split(';')) await client.query(one);
    const seconds = (performance.now() - begun) / 1_000;
    await client.query('drop schema hand cascade');
    return { projection, events, rows: all.length, seconds };
  } finally {
    await client.end();
  }
};

const copyRows = 10_000;

/** A row for each run: its status, its times and how many were accepted and refused. */
export const runsByHand = (url: string): Promise<Floor> =>
  byHand(
    url,
    'runs',
    `id text, campaign text, channel text, type text, status text, created timestamptz, started timestamptz,
     ended timestamptz, pins jsonb, accepted int, refused int`,
    'create unique index on hand.rows (id); create index on hand.rows (created, id); create index on hand.rows (status, created, id)',
    () => {
      const runs = new Map<string, string[]>();
      const counts = new Map<string, [number, number]>();
      return {
        fold: ([, , , stream = '', type = '', , at = ''], data) => {
          const id = stream.slice(stream.indexOf('-') + 1).split('.')[0] ?? '';
          if (type === 'RunRequested') {
            const texts = [data['campaignId'], data['channel'], data['type']].map(String);
            runs.set(id, [id, ...texts, 'requested', at, '\\N', '\\N', copyText(JSON.stringify(data['pins']))]);
            counts.set(id, [0, 0]);
          }
          const [row, count] = [runs.get(id), counts.get(id)];
          if (row === undefined || count === undefined) return;
          if (type === 'RunStarted') row[6] = at;
          if (type === 'RunCompleted' || type === 'RunFailed' || type === 'RunCancelled' || type === 'RunMissed')
            row[7] = at;
          if (type === 'DispatchSettled') {
            const { kind } = data['outcome'] as { kind: string };
            if (kind === 'accepted') count[0] += 1;
            else count[1] += 1;
          } else if (stream.startsWith('run-')) row[4] = type;
        },
        lines: () => [...runs].map(([id, row]) => `${row.join('\t')}\t${(counts.get(id) ?? [0, 0]).join('\t')}\n`),
      };
    },
  );

/** A row for each communication: its contact, its status, its message id and its times. */
export const communicationsByHand = (url: string): Promise<Floor> =>
  byHand(
    url,
    'communications',
    'id text, contact text, status text, message_id text, planned timestamptz, claimed timestamptz, settled timestamptz, answer text',
    'create unique index on hand.rows (id); create index on hand.rows (contact, planned); create index on hand.rows (message_id)',
    () => {
      const rows = new Map<string, string[]>();
      return {
        fold: ([, , , stream = '', type = '', , at = ''], data) => {
          if (type === 'BatchPlanned') {
            const batch = stream.slice('runbatch-'.length);
            for (const [place, contact] of (data['contactIds'] as string[]).entries()) {
              const id = `${batch}.${place}`;
              rows.set(id, [id, contact, 'planned', '\\N', at, '\\N', '\\N', '\\N']);
            }
          } else if (type === 'DispatchClaimed' || type === 'DispatchSettled') {
            const row = rows.get(data['communicationId'] as string);
            if (row === undefined) return;
            if (type === 'DispatchClaimed') {
              row[2] = 'claimed';
              row[3] = data['messageId'] as string;
              row[5] = at;
            } else {
              const { kind, answer } = data['outcome'] as { kind: string; answer?: string };
              row[2] = kind;
              row[6] = at;
              row[7] = copyText(answer ?? '');
            }
          }
        },
        lines: () => [...rows.values()].map((row) => `${row.join('\t')}\n`),
      };
    },
  );
