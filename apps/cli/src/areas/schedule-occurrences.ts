import { randomUUID } from 'node:crypto';
import { answered, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type CliCommand, command } from '../command.js';
import { anyOf, flag, must, text, type Values, whole, yesNo } from '../given.js';
import { reasonOption } from '../input.js';
import { formatOption, writtenFile } from '../output/file.js';
import { listed, pageOptions } from '../output/page.js';
import { column, fields } from '../output/table.js';
import { count } from '../output/times.js';
import { exampleId, scheduleId, scheduleText } from './schedule-text.js';

const outcomes = ['fired', 'skipped', 'missed', 'buffered', 'backfilled'] as const;

const range = {
  from: must(text('Due from then on (RFC 3339)', 'time')),
  to: must(text('Due before then (RFC 3339)', 'time')),
};

const keyOption = text('Idempotency-Key, the same for every retry of one request; made up when left out', 'key');

type Occurrence = Schemas['OccurrenceList']['items'][number];

const columns = [
  column<Occurrence>('due', ({ dueAt }) => dueAt),
  column<Occurrence>('outcome', ({ outcome }) => outcome),
  column<Occurrence>('late ms', ({ latenessMs }) => latenessMs, { align: 'right' }),
  column<Occurrence>('reason', ({ reason }) => reason),
  column<Occurrence>('run', ({ runId }) => runId),
  column<Occurrence>('detail', ({ detail }) => detail, { elastic: true }),
];

const times: CliCommand = command({
  name: 'times',
  summary: 'Show the next times of a schedule by its clocks and in UTC',
  example: `sortie schedules times ${exampleId} --count 20`,
  parameters: { id: scheduleId },
  options: { count: whole('How many (10 unless told otherwise, 100 at most)'), after: text('After then; now', 'time') },
  run: async ({ api, terminal }, { id, ...query }) => {
    const params = { path: { id }, query: present(query) };
    const body = await answered(api.GET('/v1/schedules/{id}/times', { params }));
    return { json: body, text: scheduleText.preview(body, terminal.columns) };
  },
});

const filterOptions = {
  from: text('Due from then on (RFC 3339)', 'time'),
  to: text('Due before then (RFC 3339)', 'time'),
  outcome: anyOf('Any of these', outcomes, 'outcomes'),
  onTime: yesNo('Those that ran on time, or the others'),
};

const filterOf = ({ onTime, ...rest }: Values<typeof filterOptions>) =>
  present({ ...rest, onTime: onTime === undefined ? undefined : wire(onTime) });

const occurrences: CliCommand = command({
  name: 'occurrences',
  summary: 'List what became of each start of a schedule, the newest first',
  details: '--on-time no lists the starts that were late, skipped, missed or caught up on, and why.',
  example: `sortie schedules occurrences ${exampleId} --on-time no --from 2026-11-01T00:00:00Z`,
  parameters: { id: scheduleId },
  options: { ...filterOptions, ...pageOptions },
  run: (work, { id, limit, after, all, ...filter }) => {
    const asked = filterOf(filter);
    return listed(work, { limit, after, all }, 'occurrences', columns, (at) =>
      answered(
        work.api.GET('/v1/schedules/{id}/occurrences', { params: { path: { id }, query: { ...asked, ...at } } }),
      ),
    );
  },
});

const exported: CliCommand = command({
  name: 'export',
  summary: 'Write what became of each start of a schedule as a file to standard output',
  example: `sortie schedules export ${exampleId} --on-time no --from 2026-11-01T00:00:00Z`,
  parameters: { id: scheduleId },
  options: { ...filterOptions, format: formatOption },
  run: ({ api, terminal }, { id, format, ...filter }) => {
    const params = { path: { id }, query: { ...filterOf(filter), ...present({ format }) } };
    return writtenFile(terminal, api.GET('/v1/schedules/{id}/occurrences/export', { params, parseAs: 'stream' }));
  },
});

const wire = (answer: boolean): 'true' | 'false' => (answer ? 'true' : 'false');

const punctuality: CliCommand = command({
  name: 'punctuality',
  summary: 'Count how many starts of a schedule were on time, and what became of the others',
  example: `sortie schedules punctuality ${exampleId} --from 2026-11-01T00:00:00Z --to 2026-12-01T00:00:00Z`,
  parameters: { id: scheduleId },
  options: range,
  run: async ({ api }, { id, ...query }) => {
    const body = await answered(api.GET('/v1/schedules/{id}/punctuality', { params: { path: { id }, query } }));
    const { onTimeRate, latenessMs, skipped } = body;
    return {
      json: body,
      text: fields([
        ['on time', onTimeRate === null ? null : `${(onTimeRate * 100).toFixed(2)} %`],
        ['planned', count(body.planned)],
        ['started on time', count(body.onTime)],
        ['started late', count(body.late)],
        ['caught up on', count(body.backfilled)],
        ['missed', count(body.missed)],
        ...Object.entries(skipped).map(([reason, n]) => [`skipped: ${reason}`, count(n ?? 0)] as const),
        ['waiting', count(body.waiting)],
        [
          'lateness',
          latenessMs === null ? null : `p50 ${latenessMs.p50} ms, p99 ${latenessMs.p99} ms, most ${latenessMs.max} ms`,
        ],
      ]),
    };
  },
});

const trigger: CliCommand = command({
  name: 'trigger',
  summary: 'Run the campaign of a schedule once, now',
  example: `sortie schedules trigger ${exampleId} --reason "the fair opened early"`,
  parameters: { id: scheduleId },
  options: { reason: reasonOption, idempotencyKey: keyOption },
  run: async ({ api }, { id, idempotencyKey = randomUUID(), ...rest }) => {
    const header = { ...untilListed, 'Idempotency-Key': idempotencyKey };
    const call = api.POST('/v1/schedules/{id}/trigger', { body: present(rest), params: { path: { id }, header } });
    return { json: await answered(call), text: `Asked for. sortie schedules occurrences ${id} shows the run.\n` };
  },
});

const backfill: CliCommand = command({
  name: 'backfill',
  summary: 'Start what has no run in a range that is over, all at once',
  details: 'With --count-only it counts them and starts nothing.',
  example: `sortie schedules backfill ${exampleId} --from 2026-11-01T00:00:00Z --to 2026-11-08T00:00:00Z --count-only`,
  parameters: { id: scheduleId },
  options: {
    ...range,
    countOnly: flag('Count, and start nothing'),
    reason: reasonOption,
    idempotencyKey: keyOption,
  },
  run: async ({ api }, { id, from, to, countOnly, reason, idempotencyKey = randomUUID() }) => {
    const path = { id };
    const before = await answered(api.GET('/v1/schedules/{id}/backfill', { params: { path, query: { from, to } } }));
    if (countOnly)
      return { json: before, text: `${count(before.count)} to start, ${count(before.ran)} ran already.\n` };
    const header = { ...untilListed, 'Idempotency-Key': idempotencyKey };
    const body = { from, to, ...present({ reason }) };
    const asked = await answered(api.POST('/v1/schedules/{id}/backfill', { body, params: { path, header } }));
    return { json: asked, text: `Asked for: ${count(before.count)} to start.\n` };
  },
});

/** What is asked of one schedule's starts. */
export const occurrenceCommands: readonly CliCommand[] = [times, occurrences, exported, punctuality, trigger, backfill];
