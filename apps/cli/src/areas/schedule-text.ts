import type { Schemas } from '#client/client.js';
import { must, text } from '../given.js';
import { column, fields, table, titled } from '../output/table.js';
import { moment } from '../output/times.js';

export const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';
export const scheduleId = must(text('Id of the schedule'));

type Time = Schemas['PreviewedTime'];

/** Excluded days and days on which the clocks change stand out. */
const remarkOn = ({ clocksChange, excluded, startAt, dueAt }: Time): string =>
  [
    ...(excluded ? ['excluded'] : []),
    ...(clocksChange ? ['clocks change'] : []),
    ...(startAt === dueAt ? [] : [`starts ${startAt}`]),
  ].join(', ');

const timesTable = (times: readonly Time[], screen: number | null): string =>
  table(
    times,
    [
      column<Time>('local', ({ local, offset }) => `${local.replace('T', ' ')} ${offset}`),
      column<Time>('zone', ({ timeZone }) => timeZone),
      column<Time>('utc', ({ dueAt }) => dueAt),
      column<Time>('remark', remarkOn, { elastic: true }),
    ],
    screen,
  );

const schedule = (body: Schemas['Schedule'], screen: number | null): string =>
  fields([
    ['id', body.id],
    ['name', body.definition.name],
    ['status', body.status],
    ['when', body.words],
    ['campaign', `${body.definition.campaignId}, version ${body.definition.campaignVersion}`],
    ['overlap', body.definition.overlap],
    ['changed', `${moment(body.changedAt)} by ${body.changedBy}`],
    ['reason', body.reason],
  ]) + (body.next.length === 0 ? '' : titled('Next', timesTable(body.next, screen)));

const preview = (body: Schemas['SchedulePreview'], screen: number | null): string =>
  `${body.words}\n${titled('Next', timesTable(body.times, screen))}`;

/** What people read of schedules. */
export const scheduleText = { schedule, preview };
