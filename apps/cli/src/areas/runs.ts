import { answered, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Area, type CliCommand, command, type Work } from '../command.js';
import { must, oneOf, text } from '../given.js';
import { reasonOption } from '../input.js';
import { listed, pageOptions } from '../output/page.js';
import { column, table } from '../output/table.js';
import { count, duration, moment } from '../output/times.js';
import { WrongUsage } from '../failures.js';
import { readShift, readStartTime, startTimeHelp } from '../start-time.js';
import { differenceTable } from './difference-table.js';
import { childCommands } from './run-children.js';
import { runChannel, runFilterOf, runFilterOptions, runType } from './run-filters.js';
import { partCommands } from './run-parts.js';
import { replay } from './run-replay.js';
import { exportCommands } from './run-exports.js';
import { runText } from './run-text.js';
import { watch } from './run-watch.js';

const id = must(text('Id of the run'));
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';

const sorts = ['created', 'scheduled', 'started', 'ended', 'duration', 'campaign', 'status'] as const;

const list: CliCommand = command({
  name: 'list',
  summary: 'List runs, filtered and in any order',
  details: 'Times are RFC 3339 with an offset; "from" includes the moment, "to" does not.',
  example: 'sortie runs list --status running,paused --campaign 6z0j2v7k1m9q4w8x3c5d0f2h7n --sort started',
  options: {
    ...runFilterOptions,
    sort: oneOf('Order; created when left out', sorts, 'by'),
    direction: oneOf('desc when left out', ['asc', 'desc'] as const, 'way'),
    ...pageOptions,
  },
  run: (work, { sort, direction, limit, after, all, ...filter }) => {
    const query = { ...runFilterOf(filter), ...present({ sort, direction }) };
    return listed(work, { limit, after, all }, 'runs', columns, (at) =>
      answered(work.api.GET('/v1/runs', { params: { query: { ...query, ...at } } })),
    );
  },
});

type Summary = Schemas['RunList']['items'][number];

const columns = [
  column<Summary>('id', (run) => run.id),
  column<Summary>('status', (run) => run.status),
  column<Summary>('type', (run) => run.type),
  column<Summary>('created', (run) => moment(run.createdAt)),
  column<Summary>('took', (run) => duration(run.durationMs), { align: 'right' }),
  column<Summary>('accepted', (run) => `${count(run.ledger.accepted)}/${count(run.ledger.audience)}`, {
    align: 'right',
  }),
  column<Summary>(
    'version',
    (run) => `v${run.campaign.version}${run.differsFromCampaign ? ` (now v${run.campaign.headVersion})` : ''}`,
  ),
  column<Summary>('campaign', (run) => run.campaign.name ?? run.campaign.id, { elastic: true }),
];

const show: CliCommand = command({
  name: 'show',
  summary: 'Show a run in full: what it waits for, its ledger, its goal, what can be done',
  example: `sortie runs show ${exampleId} --at 12`,
  parameters: { id },
  options: { at: text('As it was at a number of its history, or at a time', 'n|time') },
  run: async ({ api }, { id, ...rest }) => {
    const body = await answered(api.GET('/v1/runs/{id}', { params: { path: { id }, query: present(rest) } }));
    return { json: body, text: runText(body) };
  },
});

const counters: CliCommand = command({
  name: 'counters',
  summary: 'Count the runs in each status',
  example: 'sortie runs counters --type test',
  options: {
    campaign: text('Of this campaign', 'id'),
    type: runType,
    channel: runChannel,
  },
  run: async ({ api, terminal }, query) => {
    const body = await answered(api.GET('/v1/runs/counters', { params: { query: present(query) } }));
    const rows = Object.entries(body.counts).map(([status, runs]) => ({ status, runs }));
    const shown = [
      column<(typeof rows)[number]>('status', (row) => row.status),
      column<(typeof rows)[number]>('runs', (row) => count(row.runs ?? 0), { align: 'right' }),
    ];
    return {
      json: body,
      text: rows.length === 0 ? '' : table(rows, shown, terminal.columns),
      hint: `${count(body.total)} runs.`,
    };
  },
});

type Act = 'pause' | 'resume' | 'cancel' | 'start-now';

const act = (name: Act, summary: string): CliCommand =>
  command({
    name,
    summary,
    example: `sortie runs ${name} ${exampleId} --reason "price is being checked"`,
    parameters: { id },
    options: { reason: reasonOption },
    run: async (work, { id, ...rest }) => {
      const path = `/v1/runs/{id}/${name}` as const;
      await answered(work.api.POST(path, { body: present(rest), params: { path: { id }, header: untilListed } }));
      return told(work, id);
    },
  });

const reschedule: CliCommand = command({
  name: 'reschedule',
  summary: 'Give a run that has not started another start',
  details: 'Either --at, from now or by a clock, or --by, from the time that is planned.',
  example: `sortie runs reschedule ${exampleId} --by +2h`,
  parameters: { id },
  options: {
    at: text(`When to start: ${startTimeHelp}`, 'time'),
    by: text('How much later than planned, or earlier: +90s, -10min, +2h, -1d', 'shift'),
    reason: reasonOption,
  },
  run: async (work, { id, at, by, reason }) => {
    if ((at === undefined) === (by === undefined)) throw new WrongUsage('give --at or --by, and one of them only');
    const body = present({
      startAt: at === undefined ? undefined : readStartTime(at, Date.now()),
      shiftSeconds: by === undefined ? undefined : readShift(by),
      reason,
    });
    await answered(work.api.POST('/v1/runs/{id}/reschedule', { body, params: { path: { id }, header: untilListed } }));
    return told(work, id);
  },
});

const refresh: CliCommand = command({
  name: 'refresh',
  summary: 'Fold a run again from the log: what differs, and what is due; sends nothing',
  details: 'Exit code 1 when a read model differs from the log.',
  example: `sortie runs refresh ${exampleId}`,
  parameters: { id },
  run: async ({ api, terminal }, { id }) => {
    const body = await answered(api.POST('/v1/runs/{id}/refresh', { params: { path: { id } } }));
    const { run, differences, due } = body;
    return {
      json: body,
      text: `${run.status}: ${count(due.waiting)} wait and ${count(due.claimed)} are claimed in ${count(due.batches)} batches that are due\n${differenceTable(differences, terminal.columns)}`,
      hint:
        differences.length === 0
          ? 'The read models agree with the log.'
          : 'Read models differ: sortie projections rebuild.',
      ok: differences.length === 0,
    };
  },
});

/** A run after a command. */
const told = async ({ api }: Work, id: string) => {
  const body = await answered(api.GET('/v1/runs/{id}', { params: { path: { id } } }));
  const when = body.status === 'scheduled' ? `, starts ${moment(body.startAt)}` : '';
  return { json: body, text: `Run ${id} is ${body.status}${when}\n` };
};

export const runs: Area = {
  noun: 'runs',
  summary: 'What campaigns did',
  commands: [
    list,
    show,
    counters,
    watch,
    act('pause', 'Claim no further message; what is in flight is accounted for first'),
    act('resume', 'Go on with a paused run'),
    act('cancel', 'End a run for good; messages that are claimed already may still leave'),
    reschedule,
    act('start-now', 'Start a scheduled run without waiting for its time'),
    refresh,
    ...exportCommands,
    ...childCommands,
    ...partCommands,
    replay,
  ],
};
