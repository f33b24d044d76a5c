import type { Schemas } from '#client/client.js';
import { type Cell, column, fields, table, titled } from '../output/table.js';
import { count, duration, moment } from '../output/times.js';

type Run = Schemas['Run'];
type Ledger = Run['ledger'];

/** A run as its detail shows it. */
export const runText = (run: Run): string =>
  head(run) +
  titled('Ledger', ledgerText(run.ledger)) +
  titled('Waiting for', waitsText(run)) +
  titled('Communications by status', countsText(run.communications)) +
  titled('Replies by class', countsText(run.replies)) +
  titled('Goal', goalText(run)) +
  titled('Runs that came out of it', childrenText(run)) +
  titled('What can be done', actionsText(run));

const head = (run: Run): string =>
  fields([
    ['run', run.id],
    ...(run.moment === null ? [] : [['as of', `number ${run.moment.number}, ${moment(run.moment.at)}`] as const]),
    ['status', run.status],
    ['campaign', `${run.campaign.name ?? run.campaign.id} v${run.campaign.version}`],
    ...(run.note === null ? [] : [['note', run.note] as const]),
    ...(run.failure === null ? [] : [['failure', `${run.failure.kind}: ${run.failure.detail}`] as const]),
    ['type', run.type],
    ['asked for by', run.requestedBy],
    ['reason', run.reason],
    ['channel', run.channel],
    ['pins', pinsText(run)],
    [
      'labels',
      Object.entries(run.metadata)
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
    ],
    ...(run.parent === null ? [] : [['parent', `${run.parent.runId} (${run.parent.relation})`] as const]),
    ['created', moment(run.createdAt)],
    ...timeFields(run),
    ['batches', `${run.batches.closed} of ${run.batches.total ?? '?'} closed`],
  ]);

const pinsText = ({ campaign, goal, segment, sender, follow }: Run): string => {
  const pin = (name: string, version: { readonly version: number } | null) =>
    version === null ? [] : [`${name} v${version.version}`];
  const pins = [
    ...pin('campaign', campaign),
    ...pin('goal', goal),
    ...pin('segment', segment),
    ...pin('sender', sender),
  ];
  return `${pins.join(', ')}${follow === 'latest' ? ', follows the latest until it starts' : ''}`;
};

const timeFields = ({ startAt, startedAt, endedAt, timings }: Run): readonly (readonly [string, Cell])[] => [
  ...(startAt === null ? [] : [['to start', `${moment(startAt)}${late(timings.latenessMs)}`] as const]),
  ['started', startedAt === null ? null : `${moment(startedAt)}${took(timings.preparationMs, 'prepared in')}`],
  ['ended', endedAt === null ? null : `${moment(endedAt)}${took(timings.runningMs, 'ran for')}`],
];

const late = (ms: number | null): string => (ms === null ? '' : ` (queued ${duration(ms)} later)`);
const took = (ms: number | null, what: string): string => (ms === null ? '' : ` (${what} ${duration(ms)})`);

/** Every column of the ledger, and whether it balances. */
export const ledgerText = (ledger: Ledger): string => {
  const { audience, waiting, inFlight, accepted, refused, skipped, unknown, notAttempted } = ledger;
  const skips = Object.entries(skipped);
  const skippedInAll = skips.reduce((sum, [, recipients]) => sum + (recipients ?? 0), 0);
  const sum = waiting + inFlight + accepted + refused + skippedInAll + unknown + notAttempted;
  return fields([
    [
      'audience',
      `${count(audience)}${sum === audience ? '' : `, which does NOT balance: the columns make ${count(sum)}`}`,
    ],
    ['waiting', count(waiting)],
    ['in flight', count(inFlight)],
    ['accepted', count(accepted)],
    ['refused', count(refused)],
    [
      'skipped',
      `${count(skippedInAll)}${skips.length === 0 ? '' : ` (${skips.map(([reason, n]) => `${reason} ${count(n ?? 0)}`).join(', ')})`}`,
    ],
    ['unknown', count(unknown)],
    ['not attempted', count(notAttempted)],
  ]);
};

const waitsText = ({ waitingFor }: Run): string =>
  waitingFor
    .map(({ kind, since, until, count: recipients, releasedBy }) => {
      const span = [
        ...(since === null ? [] : [`since ${moment(since)}`]),
        ...(until === null ? [] : [`until ${moment(until)}`]),
      ];
      const who = recipients === 0 ? [] : [`${count(recipients)} recipients`];
      return `${[kind, ...who, ...span].join(', ')}; ends by ${releasedBy}\n`;
    })
    .join('');

const countsText = (counts: Readonly<Record<string, number | undefined>>): string =>
  fields(Object.entries(counts).map(([name, n]) => [name, count(n ?? 0)]));

const goalText = ({ goal, attainment }: Run): string => {
  const statement = goal.definition?.statement ?? null;
  return fields([
    ['statement', statement],
    ['attained', attainmentText(attainment)],
  ]);
};

/** One line on how far a run got. */
export const attainmentText = (attainment: Run['attainment']): string | null => {
  if (attainment === null) return null;
  const { attained, accepted, wanted, reached } = attainment;
  if (attained === null) return 'not measured';
  const target = wanted === null ? '' : `; ${count(wanted)} wanted, ${reached === true ? 'reached' : 'not reached'}`;
  return `${count(attained)} of ${count(accepted)} accepted${target}`;
};

const childrenText = ({ children }: Run): string =>
  children.length === 0
    ? ''
    : table(
        children,
        [
          column('run', (row) => row.id),
          column('relation', (row) => row.relation),
          column('status', (row) => row.status),
          column('created', (row) => moment(row.createdAt)),
        ],
        null,
      );

const actionsText = ({ allowedActions }: Run): string =>
  fields(
    allowedActions.map((action) => [
      action.action,
      action.allowed ? 'yes' : `no: ${'because' in action ? action.because : 'not now'}`,
    ]),
  );
