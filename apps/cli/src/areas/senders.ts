import { answered } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Area, command } from '../command.js';
import { must, text } from '../given.js';
import { reasonOption } from '../input.js';
import { definitionCommands, usedByCommand } from './definitions.js';

export const senders: Area = {
  noun: 'senders',
  summary: 'On whose behalf messages leave, and how fast',
  commands: [
    ...definitionCommands({
      kind: 'senders',
      one: 'sender',
      example: 'sortie senders define --file examples/sender.json',
      change: '--set limits.perSecond=50',
    }),
    usedByCommand('senders', 'sender'),
    command({
      name: 'verify',
      summary: 'Send a test message; the newest version counts as verified once the provider has taken it',
      example: 'sortie senders verify 6z0j2v7k1m9q4w8x3c5d0f2h7n --to me@example.org',
      parameters: { id: must(text('Id of the sender')) },
      options: { to: must(text('Where the test message goes', 'address')), reason: reasonOption },
      run: async ({ api }, { id, to, reason }) => {
        const body = await answered(
          api.POST('/v1/senders/{id}/verify', {
            body: { to, ...present({ reason }) },
            params: { path: { id }, header: untilListed },
          }),
        );
        return {
          json: body,
          text: `A worker sends a test message for ${id}.\n`,
          hint: `\`sortie senders show ${id}\` tells whether it was taken.`,
        };
      },
    }),
  ],
};
