import { answered, answeredWith, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Answer, type Area, type CliCommand, command, type Work } from '../command.js';
import { WrongUsage } from '../failures.js';
import { oneOf, text, type Values } from '../given.js';
import { fileOption, mustReason, readObject, reasonOption, setOption, withMembers } from '../input.js';
import { listed, pageOptions } from '../output/page.js';
import { column } from '../output/table.js';
import { moment } from '../output/times.js';
import { occurrenceCommands } from './schedule-occurrences.js';
import { exampleId, scheduleId, scheduleText } from './schedule-text.js';

const definitionOptions = {
  campaign: text('Id of the campaign to run', 'id'),
  name: text('What to call it'),
  cron: {
    ...setOption,
    placeholder: 'expression',
    description: 'When, as minute hour day-of-month month day-of-week; again for further ones',
  },
  zone: text('IANA time zone whose clocks are meant', 'zone'),
  file: fileOption,
  set: setOption,
};

/** As a file and options said it. Whether it is a schedule is for the API to say: it names every fault with its place. */
const bodyOf = async (
  work: Work,
  before: Readonly<Record<string, unknown>>,
  { campaign, name, cron, zone, file, set = [] }: Values<typeof definitionOptions>,
): Promise<Schemas['ScheduleBody']> => {
  const given = present({
    campaignId: campaign,
    name,
    timeZone: zone,
    specs: cron?.map((expression) => ({ kind: 'cron', expression })),
  });
  const read = file === undefined ? before : await readObject(work, file);
  if (file === undefined && set.length === 0 && Object.keys(given).length === 0)
    throw new WrongUsage('say what to set: --file, --set, --campaign, --name, --cron or --zone');
  return { ...withMembers(read, set), ...given } as Schemas['ScheduleBody'];
};

const set = command({
  name: 'set',
  summary: 'Set a schedule: when a campaign is run',
  details:
    'Intervals, single times, exclusions and policies come with --file or --set, such as ' +
    `--set 'specs=[{"kind":"interval","everySeconds":900}]' --set overlap=allow.`,
  example: `sortie schedules set --name "Weekdays at nine" --campaign ${exampleId} --cron "0 9 * * 1-5" --zone Europe/Berlin`,
  options: { ...definitionOptions, reason: reasonOption },
  run: async (work, { reason, ...given }) => {
    const body = { ...(await bodyOf(work, {}, given)), ...present({ reason }) };
    const { id } = await answered(work.api.POST('/v1/schedules', { body, params: { header: untilListed } }));
    return told(work, id);
  },
});

const change = command({
  name: 'change',
  summary: 'Change a schedule from now on',
  details: 'With --file the file is the whole new definition; with other options, members of the present one change.',
  example: `sortie schedules change ${exampleId} --cron "0 10 * * 1-5" --reason "later"`,
  parameters: { id: scheduleId },
  options: { ...definitionOptions, reason: reasonOption },
  run: async (work, { id, reason, ...given }) => {
    const path = { id };
    const { body: before, headers } = await answeredWith(work.api.GET('/v1/schedules/{id}', { params: { path } }));
    const { campaignVersion, ...definition } = before.definition;
    const kept = { ...definition, ...(campaignVersion === 'latest' ? {} : { campaignVersion }) };
    const body = { ...(await bodyOf(work, kept, given)), ...present({ reason }) };
    const header = { ...untilListed, 'If-Match': headers.get('etag') ?? '*' };
    await answered(work.api.PUT('/v1/schedules/{id}', { body, params: { path, header } }));
    return told(work, id);
  },
});

const preview = command({
  name: 'preview',
  summary: 'Show when a schedule would come; stores nothing',
  example: `sortie schedules preview --name Test --campaign ${exampleId} --cron "30 2 * * *" --zone Europe/Berlin`,
  options: definitionOptions,
  run: async (work, given) => {
    const body = await answered(
      work.api.POST('/v1/schedules/preview', { body: await bodyOf(work, {}, given), params: { query: {} } }),
    );
    return { json: body, text: scheduleText.preview(body, work.terminal.columns) };
  },
});

type Summary = Schemas['ScheduleList']['items'][number];

const columns = [
  column<Summary>('id', ({ id }) => id),
  column<Summary>('status', ({ status }) => status),
  column<Summary>('next', ({ next }) => moment(next[0]?.dueAt)),
  column<Summary>('last', ({ last }) => (last === null ? null : `${last.outcome} ${moment(last.dueAt)}`)),
  column<Summary>('name', ({ name }) => name, { elastic: true }),
  column<Summary>('when', ({ words }) => words, { elastic: true }),
];

const list: CliCommand = command({
  name: 'list',
  summary: 'List schedules by name',
  example: 'sortie schedules list --status paused --name weekly',
  options: {
    status: oneOf('Only those in this status', ['active', 'paused', 'archived'] as const, 'status'),
    campaign: text('Only those of this campaign', 'id'),
    name: text('Only names with this in them, whatever the case'),
    ...pageOptions,
  },
  run: (work, { status, campaign, name, ...page }) =>
    listed(work, page, 'schedules', columns, (at) =>
      answered(work.api.GET('/v1/schedules', { params: { query: { ...present({ status, campaign, name }), ...at } } })),
    ),
});

const show = command({
  name: 'show',
  summary: 'Show a schedule, in words and with its next times',
  example: `sortie schedules show ${exampleId}`,
  parameters: { id: scheduleId },
  run: (work, { id }) => told(work, id),
});

const act = (name: 'pause' | 'unpause' | 'archive', summary: string): CliCommand =>
  command({
    name,
    summary,
    example: `sortie schedules ${name} ${exampleId} --reason "shop is closed"`,
    parameters: { id: scheduleId },
    options: { reason: name === 'pause' ? mustReason : reasonOption },
    run: async (work, { id, ...rest }) => {
      const path = `/v1/schedules/{id}/${name}` as const;
      await answered(work.api.POST(path, { body: present(rest), params: { path: { id }, header: untilListed } }));
      return told(work, id);
    },
  });

/** A schedule as it is now. */
const told = async ({ api, terminal }: Work, id: string): Promise<Answer> => {
  const body = await answered(api.GET('/v1/schedules/{id}', { params: { path: { id } } }));
  return { json: body, text: scheduleText.schedule(body, terminal.columns) };
};

export const schedules: Area = {
  noun: 'schedules',
  summary: 'When campaigns are run, and what became of every start',
  commands: [
    set,
    change,
    preview,
    list,
    show,
    act('pause', 'Skip what comes due until the schedule goes on'),
    act('unpause', 'Let a paused schedule go on'),
    act('archive', 'End a schedule for good'),
    ...occurrenceCommands,
  ],
};
