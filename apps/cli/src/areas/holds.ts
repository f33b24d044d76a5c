import { answered, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Area, type CliCommand, command } from '../command.js';
import { WrongUsage } from '../failures.js';
import { oneOf, text, type Values } from '../given.js';
import { mustReason, reasonOption } from '../input.js';
import { listed, pageOptions } from '../output/page.js';
import { column, table } from '../output/table.js';
import { moment } from '../output/times.js';

const scopeOptions = {
  sender: text('Only what leaves by this sender', 'id'),
  campaign: text('Only messages of this campaign', 'id'),
  run: text('Only messages of this run', 'id'),
  channel: oneOf('Only what leaves by this channel', ['email', 'http', 'noop'] as const, 'channel'),
};

type Scope = Schemas['HoldBody']['scope'];

/** All when nothing is said; two at once would leave open which is meant. */
const scopeOf = ({ sender, campaign, run, channel }: Values<typeof scopeOptions>): Scope => {
  const scopes = Object.entries({ sender, campaign, run, channel }).flatMap(([kind, name]) =>
    name === undefined ? [] : [`${kind}:${name}`],
  );
  if (scopes.length > 1) throw new WrongUsage('a hold is on one of --sender, --campaign, --run and --channel');
  return scopes[0] ?? 'all';
};

const list: CliCommand = command({
  name: 'list',
  summary: 'List the holds in force',
  example: 'sortie hold list',
  run: async ({ api, terminal }) => {
    const body = await answered(api.GET('/v1/holds'));
    const columns = [
      column<Schemas['HoldInForce']>('scope', ({ scope }) => scope),
      column<Schemas['HoldInForce']>('since', ({ since }) => moment(since)),
      column<Schemas['HoldInForce']>('by', ({ actor }) => actor, { elastic: true }),
      column<Schemas['HoldInForce']>('reason', ({ reason }) => reason, { elastic: true }),
    ];
    return body.items.length === 0
      ? { json: body, text: '', hint: 'No hold is in force.' }
      : { json: body, text: table(body.items, columns, terminal.columns) };
  },
});

type HeldRun = Schemas['HeldRunList']['items'][number];

const heldRunColumns = [
  column<HeldRun>('run', ({ runId }) => runId),
  column<HeldRun>('status', ({ status }) => status),
  column<HeldRun>('campaign', ({ campaign }) => campaign.name ?? campaign.id, { elastic: true }),
  column<HeldRun>('without outcome', ({ withoutOutcome }) => withoutOutcome ?? 'any', { align: 'right' }),
  column<HeldRun>('starts', ({ startAt }) => moment(startAt)),
  column<HeldRun>('since', ({ since }) => moment(since)),
  column<HeldRun>('reason', ({ reason }) => reason, { elastic: true }),
];

const runs: CliCommand = command({
  name: 'runs',
  summary: 'List the runs on hold that have not ended, as all that were open are after a restore',
  details:
    'After a restore: which of their messages without an outcome were sent since the backup is not known. ' +
    '`sortie runs communications RUN` names them, `sortie hold off --run RUN` releases a run, `sortie runs cancel RUN` ends it.',
  example: 'sortie hold runs',
  options: pageOptions,
  run: (work, page) =>
    listed(work, page, 'runs', heldRunColumns, (at) =>
      answered(work.api.GET('/v1/holds/runs', { params: { query: at } })),
    ),
});

export const hold: Area = {
  noun: 'hold',
  summary: 'Stops every new message, or those of one sender, campaign, run or channel',
  commands: [
    command({
      name: 'on',
      summary: 'Let no worker claim a further message; what is claimed may still leave',
      example: 'sortie hold on --campaign 6z0j2v7k1m9q4w8x3c5d0f2h7n --reason "wrong price in the offer"',
      options: { ...scopeOptions, reason: mustReason },
      run: async ({ api }, { reason, ...where }) => {
        const scope = scopeOf(where);
        const call = api.POST('/v1/holds', { body: { scope, reason }, params: { header: untilListed } });
        return { json: await answered(call), text: `Held: ${scope}. Every worker heeds it within 2 seconds.\n` };
      },
    }),
    command({
      name: 'off',
      summary: 'Lift a hold: messages leave again',
      example: 'sortie hold off --campaign 6z0j2v7k1m9q4w8x3c5d0f2h7n --reason "price corrected"',
      options: { ...scopeOptions, reason: reasonOption },
      run: async ({ api }, { reason, ...where }) => {
        const scope = scopeOf(where);
        const call = api.POST('/v1/holds/lift', {
          body: { scope, ...present({ reason }) },
          params: { header: untilListed },
        });
        return { json: await answered(call), text: `Lifted: ${scope}.\n` };
      },
    }),
    list,
    runs,
  ],
};
