import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { command } from '../command.js';
import { flag, must, text, whole } from '../given.js';
import { column, table, titled } from '../output/table.js';
import { count, moment } from '../output/times.js';
import { differenceTable } from './difference-table.js';
import { ledgerText } from './run-text.js';

type Step = Schemas['Replay']['steps'][number];
type State = Schemas['ReplayState'];

/** Folding again, which never acts. */
export const replay = command({
  name: 'replay',
  summary: 'Fold a run event by event with the deployed code, showing the state before and after each; sends nothing',
  details: 'With --verify the result is compared with what the read models hold: exit code 1 on a difference.',
  example: 'sortie runs replay 6z0j2v7k1m9q4w8x3c5d0f2h7n --at 40 --verify',
  parameters: { id: must(text('Id of the run')) },
  options: {
    at: text('No further than this number of its history, or this time', 'n|time'),
    verify: flag('Compare the whole run with the read models'),
    after: whole('Show steps with greater numbers'),
    limit: whole('Most steps to show (200 unless told otherwise, 1000 at most)'),
  },
  run: async ({ api, terminal }, { id, verify, ...rest }) => {
    const query = { ...present(rest), verify: verify ? 'true' : 'false' } as const;
    const body = await answered(api.GET('/v1/runs/{id}/replay', { params: { path: { id }, query } }));
    const { steps, next, number, state, verdict } = body;
    return {
      json: body,
      text:
        (steps.length === 0 ? '' : table(steps, stepColumns, terminal.columns)) +
        titled(`State after ${count(number)} events: ${state.status}`, ledgerText(state.ledger)) +
        (verdict === null
          ? ''
          : titled('Read models that differ', differenceTable(verdict.differences, terminal.columns))),
      hint: [
        ...(next === null ? [] : [`More steps: --after ${next}`]),
        ...(verdict === null ? [] : [verdictText(verdict)]),
      ].join('\n'),
      ok: verdict?.equal !== false,
    };
  },
});

const verdictText = ({ equal, count: places, communications }: NonNullable<Schemas['Replay']['verdict']>): string =>
  equal
    ? `Verified: the read models say the same, ${count(communications)} communications included.`
    : `The read models differ in ${count(places)} places: \`sortie projections rebuild\` mends them.`;

const stepColumns = [
  column<Step>('number', (step) => step.number, { align: 'right' }),
  column<Step>('when', (step) => moment(step.occurredAt)),
  column<Step>('event', (step) => step.type),
  column<Step>('about', (step) => step.after.communication?.id ?? null),
  column<Step>('before', ({ before, after }) => stateText(before, after), { elastic: true }),
  column<Step>('after', ({ before, after }) => stateText(after, before), { elastic: true }),
];

/** What of a state differs from the other one; its status where nothing does. */
export const stateText = (state: State, other: State): string => {
  const parts = [
    ...(state.status === other.status ? [] : [state.status]),
    ...(state.communication?.status === other.communication?.status ? [] : [state.communication?.status ?? 'none']),
    ...figures(state, other),
  ];
  return parts.length === 0 ? state.status : parts.join(', ');
};

const figures = (state: State, other: State): readonly string[] => {
  const theirs = new Map(Object.entries(columnsOf(other)));
  return Object.entries(columnsOf(state)).flatMap(([name, n]) =>
    (theirs.get(name) ?? 0) === n ? [] : [`${name} ${count(n)}`],
  );
};

const columnsOf = ({ ledger, drafts, replies }: State): Readonly<Record<string, number>> => {
  const { audience, waiting, inFlight, accepted, refused, skipped, unknown, notAttempted } = ledger;
  const skippedInAll = Object.values(skipped).reduce<number>((sum, n) => sum + (n ?? 0), 0);
  return {
    audience,
    waiting,
    'in flight': inFlight,
    accepted,
    refused,
    skipped: skippedInAll,
    unknown,
    'not attempted': notAttempted,
    drafts,
    replies,
  };
};
