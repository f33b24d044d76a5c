import { answered, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Area, command } from '../command.js';
import { must, oneOf, text } from '../given.js';
import { reasonOption } from '../input.js';
import { listed, pageOptions } from '../output/page.js';
import { column } from '../output/table.js';
import { moment } from '../output/times.js';

type Entry = Schemas['SuppressionEntry'];

const columns = [
  column<Entry>('address hash', ({ addressHash }) => addressHash),
  column<Entry>('channel', ({ channel }) => channel),
  column<Entry>(
    'reasons',
    ({ reasons }) =>
      Object.entries(reasons)
        .map(([reason, since]) => `${reason} since ${moment(since)}`)
        .join(', '),
    { elastic: true },
  ),
];

export const suppressions: Area = {
  noun: 'suppressions',
  summary: 'Addresses that get nothing',
  commands: [
    command({
      name: 'list',
      summary: 'List suppressed addresses by their keyed hash',
      example: 'sortie suppressions list --address ann@example.org',
      options: { address: text('Only what is known of this address', 'address'), ...pageOptions },
      run: (work, { address, ...page }) =>
        listed(work, page, 'suppressions', columns, (at) =>
          answered(work.api.GET('/v1/suppressions', { params: { query: { ...present({ address }), ...at } } })),
        ),
    }),
    command({
      name: 'add',
      summary: 'Let nothing further leave to an address',
      details: 'Once this is answered, only messages that were claimed before may still leave.',
      example: 'sortie suppressions add ann@example.org --reason "asked by phone"',
      parameters: { address: must(text('The address; only its keyed hash is kept')) },
      options: {
        channel: oneOf('On this channel (email unless told otherwise)', ['email', 'http', 'noop'] as const, 'channel'),
        reason: reasonOption,
      },
      run: async ({ api }, { address, channel = 'email', reason }) => {
        const call = api.POST('/v1/suppressions', {
          body: { address, channel, ...present({ reason }) },
          params: { header: untilListed },
        });
        return { json: await answered(call), text: 'Suppressed.\n' };
      },
    }),
    command({
      name: 'release',
      summary: 'Let an address be written to again, on all channels',
      example: 'sortie suppressions release ann@example.org --reason "it was a typing error"',
      parameters: { address: must(text('The address, or its hash as the list shows it')) },
      options: { reason: reasonOption },
      run: async ({ api }, { address, reason }) => {
        const which = /^[0-9a-f]{64}$/.test(address) ? { addressHash: address } : { address };
        const call = api.POST('/v1/suppressions/release', {
          body: { ...which, ...present({ reason }) },
          params: { header: untilListed },
        });
        return { json: await answered(call), text: 'Released.\n' };
      },
    }),
  ],
};
