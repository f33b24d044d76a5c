import { answered } from '#client/client.js';
import { present } from '../api.js';
import { type CliCommand, command } from '../command.js';
import { confirmed } from '../confirm.js';
import { flag, must, oneOf, text, texts } from '../given.js';
import { reasonOption } from '../input.js';
import { keyOption, startedUnder } from './run.js';

const id = must(text('Id of the run'));
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';

/** New runs that come out of an old one. */
export const childCommands: readonly CliCommand[] = [
  command({
    name: 'again',
    summary: 'Run the same again, with the same variables; prints the id of the new run',
    example: `sortie runs again ${exampleId} --version latest`,
    parameters: { id },
    options: {
      version: oneOf('same: of what it used (when left out); latest: of what is published now', [
        'same',
        'latest',
      ] as const),
      reason: reasonOption,
      idempotencyKey: keyOption,
    },
    run: (work, { id, version = 'same', reason, idempotencyKey }) =>
      startedUnder(work, {
        key: idempotencyKey,
        start: (header) =>
          answered(
            work.api.POST('/v1/runs/{id}/run-again', {
              body: { version, ...present({ reason }) },
              params: { path: { id }, header },
            }),
          ),
      }),
  }),
  command({
    name: 'retry-failed',
    summary: 'Run the same versions for everybody whose message was refused; prints the id of the new run',
    example: `sortie runs retry-failed ${exampleId} --reason "mail server is back"`,
    parameters: { id },
    options: { reason: reasonOption, idempotencyKey: keyOption },
    run: (work, { id, reason, idempotencyKey }) =>
      startedUnder(work, {
        key: idempotencyKey,
        start: (header) =>
          answered(
            work.api.POST('/v1/runs/{id}/retry-failed', {
              body: present({ reason }),
              params: { path: { id }, header },
            }),
          ),
      }),
  }),
  command({
    name: 'resend',
    summary: 'Send again to chosen recipients of whom nobody knows whether they got the message',
    details: 'It settles the old communications as not sent: some recipients may get the message twice.',
    example: `sortie runs resend ${exampleId} --communications ${exampleId}.1.17 --yes`,
    parameters: { id },
    options: {
      communications: must(texts('Communications of this run whose fate is unknown', 'ids')),
      reason: reasonOption,
      yes: flag('Without asking'),
      idempotencyKey: keyOption,
    },
    run: async (work, { id, communications, reason, yes, idempotencyKey }) => {
      await confirmed(work.terminal, yes, `Some of ${communications.length} recipients may get it twice. Resend`);
      return startedUnder(work, {
        key: idempotencyKey,
        start: (header) =>
          answered(
            work.api.POST('/v1/runs/{id}/resend', {
              body: { communications, ...present({ reason }) },
              params: { path: { id }, header },
            }),
          ),
      });
    },
  }),
];
