import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type Area, type CliCommand, command } from '../command.js';
import { WrongUsage } from '../failures.js';
import { must, text } from '../given.js';
import { reasonOption } from '../input.js';
import { column, fields, table, titled } from '../output/table.js';
import { count, duration, moment } from '../output/times.js';

type Projection = Schemas['ProjectionList']['items'][number];

const projectionColumns = [
  column<Projection>('name', (row) => row.name),
  column<Projection>('version', (row) => row.version, { align: 'right' }),
  column<Projection>('behind', (row) => (row.behindMs === 0 ? 'not' : duration(row.behindMs)), { align: 'right' }),
  column<Projection>('as of', (row) => moment(row.asOf)),
  column<Projection>('parked', (row) => row.parkedStreams, { align: 'right' }),
  column<Projection>('rebuilt', (row) => moment(row.rebuiltAt)),
  column<Projection>('rebuild asked for', (row) => moment(row.rebuildRequestedAt)),
  column<Projection>('events taken in anew', (row) => row.rebuilding && count(row.rebuilding.events), {
    align: 'right',
  }),
];

/** Which there are is for the API to say. */
type ProjectionName = NonNullable<Schemas['RetryBody']['projection']>;

const name = must(text('Name of the read model, as the list shows it'));

export const projections: Area = {
  noun: 'projections',
  summary: 'The read models, folded from the log',
  commands: [
    command({
      name: 'list',
      summary: 'List the read models and how far each is behind the log',
      example: 'sortie projections list',
      run: async ({ api, terminal }) => {
        const body = await answered(api.GET('/v1/projections'));
        return { json: body, text: table(body.items, projectionColumns, terminal.columns) };
      },
    }),
    command({
      name: 'rebuild',
      summary: 'Have a read model built anew from the log; reads never go empty',
      example: 'sortie projections rebuild runs --reason "after a repair"',
      parameters: { name },
      options: { reason: reasonOption },
      run: async ({ api }, { name, ...rest }) => {
        const params = { path: { name: name as ProjectionName } };
        const body = await answered(api.POST('/v1/projections/{name}/rebuild', { body: present(rest), params }));
        return { json: body, text: `A worker rebuilds ${name}; \`sortie projections list\` shows when it is done.\n` };
      },
    }),
    command({
      name: 'verify',
      summary: 'Fold the whole log into a scratch copy and compare it with a read model, row by row',
      details: 'Exit code 1 on a difference. Changes nothing.',
      example: 'sortie projections verify runs',
      parameters: { name },
      run: async ({ api, terminal }, { name }) => {
        const params = { path: { name: name as ProjectionName } };
        const body = await answered(api.POST('/v1/projections/{name}/verify', { params }));
        return { json: body, text: verdictText(body, terminal.columns), ok: body.equal };
      },
    }),
  ],
};

const verdictText = (
  { projection, equal, tables, parkedStreams }: Schemas['ProjectionVerdict'],
  screen: number | null,
) =>
  table(
    tables,
    [
      column('table', (row) => row.table),
      column('equal', (row) => row.equal),
      column('rows', (row) => count(row.rows.live), { align: 'right' }),
      column('rows folded', (row) => count(row.rows.folded), { align: 'right' }),
    ],
    screen,
  ) +
  `\n${projection} ${equal ? 'says what the log says' : 'DIFFERS from the log'}` +
  `${parkedStreams === 0 ? '' : `; ${count(parkedStreams)} streams are parked`}.\n`;

export const parked: Area = {
  noun: 'parked',
  summary: 'What failed too often, and waits for somebody',
  commands: [
    command({
      name: 'list',
      summary: 'List parked streams and parked work',
      details: 'Exit code 1 when there is any.',
      example: 'sortie parked list',
      run: async ({ api, terminal }) => {
        const body = await answered(api.GET('/v1/parked'));
        const none = body.streams.length === 0 && body.work.length === 0;
        return {
          json: body,
          text: parkedText(body, terminal.columns),
          ...(none ? { hint: 'Nothing is parked.' } : {}),
          ok: none,
        };
      },
    }),
    command({
      name: 'retry',
      summary: 'Try again what is parked: an item of work, a stream of a read model, or all of its streams',
      details: 'Exit code 1 when a stream stays parked.',
      example: 'sortie parked retry --projection runs --stream run-6z0j2v7k1m9q4w8x3c5d0f2h7n',
      options: {
        projection: text('The read model', 'name'),
        stream: text('The parked stream; all of the read model when left out', 'stream'),
        item: text('The parked item of work', 'item'),
        reason: reasonOption,
      },
      run: async ({ api }, { projection, ...rest }) => {
        if ((projection === undefined) === (rest.item === undefined))
          throw new WrongUsage('say what to try again: either --projection or --item');
        const body = await answered(
          api.POST('/v1/parked/retry', {
            body: present({ ...rest, projection: projection as ProjectionName | undefined }),
          }),
        );
        if (body.kind !== 'retried')
          return {
            json: body,
            text: 'A worker rebuilds the read model: its rows depend on the order between streams.\n',
          };
        const still = body.streams.filter(({ error }) => error !== null);
        return {
          json: body,
          text: body.streams.length === 0 ? 'Workers take it up again.\n' : table(body.streams, retriedColumns, null),
          ok: still.length === 0,
        };
      },
    }),
  ],
};

type RetriedStream = { readonly stream: string; readonly taken: number; readonly error: string | null };

const retriedColumns = [
  column<RetriedStream>('stream', (row) => row.stream),
  column<RetriedStream>('events taken in', (row) => row.taken, { align: 'right' }),
  column<RetriedStream>('still fails', (row) => row.error, { elastic: true }),
];

const parkedText = ({ streams, work }: Schemas['Parked'], screen: number | null): string => {
  const inReadModels = table(
    streams,
    [
      column('read model', (row) => row.projection),
      column('stream', (row) => `${row.stream}@${row.revision}`),
      column('event', (row) => row.type),
      column('since', (row) => moment(row.since)),
      column('waiting', (row) => row.waiting, { align: 'right' }),
      column('error', (row) => row.error, { elastic: true }),
    ],
    screen,
  );
  const ofWorkers = table(
    work,
    [
      column('item', (row) => row.item),
      column('tries', (row) => row.tries, { align: 'right' }),
      column('parked', (row) => moment(row.parkedAt)),
      column('error', (row) => row.error, { elastic: true }),
    ],
    screen,
  );
  return (
    (streams.length === 0 ? '' : `Streams of read models\n${inReadModels}`) +
    (work.length === 0 ? '' : titled('Work', ofWorkers))
  );
};

const reconcile: CliCommand = command({
  name: 'reconcile',
  summary: 'Show what the log says is due and no worker has in hand; workers bring it back by themselves',
  details: 'Exit code 1 when no worker lives that would.',
  example: 'sortie queue reconcile',
  run: async ({ api }) => {
    const body = await answered(api.POST('/v1/queue/reconcile'));
    const { reconciling, runs, batches, jobs, trouble } = body;
    return {
      json: body,
      text: fields([
        ['a worker refills the queue', reconciling],
        ['runs to prepare', runs.length === 0 ? '0' : runs.join(', ')],
        ['batches to deliver', count(batches.length)],
        ['jobs waiting', jobs === null ? 'nobody sees the queue' : count(jobs.waiting)],
        ['jobs at work', jobs === null ? null : count(jobs.active)],
        ['trouble', trouble],
      ]),
      ...(reconciling ? {} : { hint: 'No worker lives: `npm start` runs one.' }),
      ok: reconciling,
    };
  },
});

export const queue: Area = {
  noun: 'queue',
  summary: 'The hint to workers, refilled from the log',
  commands: [reconcile],
};

export const health = command({
  name: 'health',
  summary: 'Tell whether the API and its stores answer',
  example: 'sortie health',
  run: async ({ api, terminal }) => {
    await answered(api.GET('/health/live'));
    const body = await answered(api.GET('/health/ready'));
    const columns = [
      column<(typeof body.readModels)[number]>('read model', (row) => row.name),
      column<(typeof body.readModels)[number]>(
        'behind',
        (row) => (row.behindMs === 0 ? 'not' : duration(row.behindMs)),
        { align: 'right' },
      ),
    ];
    return { json: body, text: `${body.status}\n`, hint: table(body.readModels, columns, terminal.columns).trimEnd() };
  },
});
