import { randomUUID } from 'node:crypto';
import { answered, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Area, type CliCommand, command } from '../command.js';
import { confirmed } from '../confirm.js';
import { answerIsLost, howToRepeat, WrongUsage } from '../failures.js';
import { anyOf, flag, must, oneOf, text, texts, type Values } from '../given.js';
import { reasonOption } from '../input.js';
import { formatOption, writtenFile } from '../output/file.js';
import { listed, pageOptions } from '../output/page.js';
import { column, fields, table } from '../output/table.js';
import { count, moment } from '../output/times.js';
import { readShift, readStartTime, startTimeHelp } from '../start-time.js';
import { keyOption } from './run.js';
import { runFilterOf, runFilterOptions } from './run-filters.js';

const id = must(text('Id of the job'));
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';

const actions = ['cancel', 'pause', 'resume', 'start-now', 'retry-failed', 'reschedule'] as const;
const action = must(oneOf('What to do', actions, 'action'));

const selectionOptions = {
  runs: texts('These runs; otherwise all that match the filter', 'ids'),
  every: flag('Really every run: no filter'),
  ...runFilterOptions,
  asOf: text('Without runs that were created later: as the preview said', 'time'),
  at: text(`reschedule: ${startTimeHelp}`, 'time'),
  by: text('reschedule: how much later than each is planned, or earlier: +90s, -10min, +2h, -1d', 'shift'),
};

type Given = Values<{ action: typeof action }> & Values<typeof selectionOptions>;

const bodyOf = ({ action, runs, every, asOf, at, by, ...rest }: Given): Schemas['BulkBody'] => {
  const filter = runFilterOf(rest);
  const isNarrowed = Object.keys(filter).length > 0;
  if (runs !== undefined && (isNarrowed || every)) throw new WrongUsage('give --runs or a filter, not both');
  if (runs === undefined && isNarrowed === every) throw new WrongUsage('say which: --runs, a filter, or --every');
  return {
    action,
    ...(runs === undefined ? { filter } : { runs }),
    ...present({
      asOf,
      startAt: at === undefined ? undefined : readStartTime(at, Date.now()),
      shiftSeconds: by === undefined ? undefined : readShift(by),
    }),
  };
};

const previewText = ({ count: runs, eligible, ineligible }: Schemas['BulkPreview']): string =>
  [
    `${count(runs)} runs are selected, ${count(eligible)} of them would do it.`,
    ...ineligible.map(({ because, runs: n }) => `${count(n)} would not: ${because}`),
    '',
  ].join('\n');

const preview: CliCommand = command({
  name: 'preview',
  summary: 'Count the runs of a selection, and those that would refuse, with the reasons; does nothing',
  example: 'sortie bulk preview cancel --status scheduled --campaign 6z0j2v7k1m9q4w8x3c5d0f2h7n',
  parameters: { action },
  options: selectionOptions,
  run: async ({ api }, given) => {
    const body = await answered(api.POST('/v1/bulk/preview', { body: bodyOf(given) }));
    return { json: body, text: previewText(body), hint: `As of ${moment(body.asOf)}: --as-of ${body.asOf}` };
  },
});

const start: CliCommand = command({
  name: 'start',
  summary: 'Do something to many runs, one after the other; prints the id of the job',
  details: 'Each run decides by its own rules. The selection is frozen; asks first unless --yes says not to.',
  example:
    'sortie bulk start reschedule --status scheduled --scheduled-to 2026-11-24T00:00:00Z --by +1d --reason "server moves"\n' +
    'sortie bulk start retry-failed --status completed_with_failures --created-from 2026-11-22T00:00:00Z --yes',
  parameters: { action },
  options: {
    ...selectionOptions,
    yes: flag('Do not ask'),
    reason: reasonOption,
    idempotencyKey: keyOption,
  },
  run: async ({ api, terminal }, { yes, reason, idempotencyKey = randomUUID(), ...given }) => {
    const wanted = bodyOf(given);
    const before = await answered(api.POST('/v1/bulk/preview', { body: wanted }));
    if (!yes) {
      terminal.say(previewText(before));
      await confirmed(terminal, yes, `${given.action} ${count(before.count)} runs`);
    }
    // What was shown is what is selected, without runs that came in between.
    const asOf = wanted.filter === undefined ? undefined : before.asOf;
    const body = { ...wanted, ...present({ asOf, reason }) };
    const header = { ...untilListed, 'Idempotency-Key': idempotencyKey };
    const job = await answered(api.POST('/v1/bulk', { body, params: { header } })).catch((error: unknown) => {
      // The moments are part of the request: others make it another one.
      const moments = [
        ...(asOf === undefined ? [] : [` --as-of ${asOf}`]),
        ...(typeof body.startAt === 'string' ? [` --at ${body.startAt}`] : []),
      ].join('');
      if (answerIsLost(error)) terminal.say(howToRepeat('the job', idempotencyKey, moments));
      throw error;
    });
    return { json: job, text: `${job.id}\n`, hint: `Begun. sortie bulk show ${job.id} says how far it is.` };
  },
});

type Job = Schemas['BulkJob'];

const columns = [
  column<Job>('id', (job) => job.id),
  column<Job>('status', (job) => job.status),
  column<Job>('action', (job) => job.action.kind),
  column<Job>('created', (job) => moment(job.createdAt)),
  column<Job>('by', (job) => job.requestedBy),
  column<Job>('done', (job) => `${count(job.progress.done)}/${count(job.count)}`, { align: 'right' }),
  column<Job>('refused', (job) => count(job.progress.refused), { align: 'right' }),
  column<Job>('failed', (job) => count(job.progress.failed), { align: 'right' }),
  column<Job>('reason', (job) => job.reason, { elastic: true }),
];

const list: CliCommand = command({
  name: 'list',
  summary: 'List jobs over many runs, the newest first',
  example: 'sortie bulk list --status running,aborting',
  options: {
    status: anyOf('Any of these', ['running', 'aborting', 'completed', 'aborted'] as const, 'statuses'),
    ...pageOptions,
  },
  run: (work, { status, ...page }) =>
    listed(work, page, 'jobs', columns, (at) =>
      answered(work.api.GET('/v1/bulk', { params: { query: { ...present({ status }), ...at } } })),
    ),
});

const jobText = (job: Job): string =>
  fields([
    ['status', job.status],
    ['action', job.action.kind],
    ['runs', count(job.count)],
    ['done', count(job.progress.done)],
    ['refused', count(job.progress.refused)],
    ['failed', count(job.progress.failed)],
    ['left', count(job.progress.left)],
    ['asked for by', job.requestedBy],
    ['reason', job.reason],
    ['created', moment(job.createdAt)],
    ['ended', job.endedAt === null ? null : moment(job.endedAt)],
    ['aborted by', job.abortedBy],
    ['because', job.detail],
  ]);

const show: CliCommand = command({
  name: 'show',
  summary: 'Show how far a job is',
  example: `sortie bulk show ${exampleId}`,
  parameters: { id },
  run: async ({ api }, { id }) => {
    const body = await answered(api.GET('/v1/bulk/{id}', { params: { path: { id } } }));
    return { json: body, text: jobText(body), ok: body.progress.failed === 0 };
  },
});

const answers = ['done', 'refused', 'failed', 'open'] as const;
const resultOption = anyOf('What the runs answered; open: not yet, or not at all', answers, 'answers');

type Row = Schemas['BulkRowList']['items'][number];

const rowColumns = [
  column<Row>('run', (row) => row.runId),
  column<Row>('result', (row) => row.result),
  column<Row>('code', (row) => row.code),
  column<Row>('event', (row) => (row.event === null ? null : `${row.made ?? row.runId}@${row.event.revision}`)),
  column<Row>('detail', (row) => row.detail, { elastic: true }),
];

const results: CliCommand = command({
  name: 'results',
  summary: 'List what each run of a job answered',
  example: `sortie bulk results ${exampleId} --result refused,failed`,
  parameters: { id },
  options: { result: resultOption, ...pageOptions },
  run: (work, { id, result, ...page }) =>
    listed(work, page, 'runs', rowColumns, (at) =>
      answered(
        work.api.GET('/v1/bulk/{id}/results', { params: { path: { id }, query: { ...present({ result }), ...at } } }),
      ),
    ),
});

const exported: CliCommand = command({
  name: 'export',
  summary: 'Write what each run of a job answered as a file to standard output',
  example: `sortie bulk export ${exampleId} --result refused --format ndjson`,
  parameters: { id },
  options: { result: resultOption, format: formatOption },
  run: ({ api, terminal }, { id, ...query }) => {
    const params = { path: { id }, query: present(query) };
    return writtenFile(terminal, api.GET('/v1/bulk/{id}/results/export', { params, parseAs: 'stream' }));
  },
});

const abort: CliCommand = command({
  name: 'abort',
  summary: 'Begin no further run of a job; those that had their turn stay as they are',
  example: `sortie bulk abort ${exampleId} --reason "wrong filter"`,
  parameters: { id },
  options: { reason: reasonOption },
  run: async ({ api, terminal }, { id, ...rest }) => {
    const path = { id };
    await answered(api.POST('/v1/bulk/{id}/abort', { body: present(rest), params: { path, header: untilListed } }));
    const body = await answered(api.GET('/v1/bulk/{id}', { params: { path } }));
    const shown = [column<Job>('status', (job) => job.status), column<Job>('left', (job) => count(job.progress.left))];
    return { json: body, text: table([body], shown, terminal.columns) };
  },
});

export const bulk: Area = {
  noun: 'bulk',
  summary: 'One action on many runs',
  commands: [preview, start, list, show, results, exported, abort],
};
