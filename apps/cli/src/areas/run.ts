import { randomUUID } from 'node:crypto';
import { answered, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Answer, command, type Work } from '../command.js';
import { answerIsLost, howToRepeat, WrongUsage } from '../failures.js';
import { flag, must, oneOf, pairs, text, texts } from '../given.js';
import { jsonOrText, reasonOption } from '../input.js';
import { moment } from '../output/times.js';
import { readStartTime, startTimeHelp } from '../start-time.js';

export const keyOption = text('Idempotency-Key, the same for every retry of one request; made up when left out', 'key');

export const run = command({
  name: 'run',
  summary: 'Run a campaign now, at a time, or as a test; prints the id of the run',
  details:
    'Refused with every reason at once when the campaign cannot run. A test run goes to the addresses of --to, or to ' +
    'the contacts themselves. `sortie runs watch` follows it.',
  example:
    'sortie run 6z0j2v7k1m9q4w8x3c5d0f2h7n --at "2026-11-23T09:00 Europe/Berlin" --meta quarter=Q4\n' +
    'sortie run 6z0j2v7k1m9q4w8x3c5d0f2h7n --test --to me@example.org --var discount=10',
  parameters: { campaign: must(text('Id of the campaign')) },
  options: {
    test: flag('Try it: it may be inactive and its sender unverified, drafts are not reviewed'),
    to: texts('Test runs: the addresses that get the messages', 'addresses'),
    contacts: texts('These contacts instead of the segment', 'ids'),
    at: text(`When to start: ${startTimeHelp}`, 'time'),
    var: pairs('A value for the template, before contact attributes and defaults; JSON where it is JSON'),
    meta: pairs('A label of yours to find the run by; no personal data'),
    follow: oneOf('latest: take the versions that are there when it starts', ['pinned', 'latest'] as const),
    reason: reasonOption,
    idempotencyKey: keyOption,
  },
  run: async (work, { campaign, test, to, contacts, at, var: variables, meta, follow, reason, idempotencyKey }) => {
    if (to !== undefined && !test) throw new WrongUsage('--to is for test runs: add --test');
    const startAt = at === undefined ? undefined : readStartTime(at, Date.now());
    const body = {
      ...(test ? { test } : {}),
      ...(variables === undefined ? {} : { variables: readVariables(variables) }),
      ...present({ startAt, contacts, addresses: to, metadata: meta, follow, reason }),
    };
    return startedUnder(work, {
      key: idempotencyKey,
      // A time counted from now would be another one the next time.
      ...(typeof startAt === 'string' ? { repeatedWith: ` --at ${startAt}` } : {}),
      start: (header) =>
        answered(work.api.POST('/v1/campaigns/{id}/runs', { body, params: { path: { id: campaign }, header } })),
    });
  },
});

type Started = Schemas['Run'] | Schemas['Accepted'];

interface Request {
  /** The Idempotency-Key as typed. */
  readonly key: string | undefined;
  /** Options that a repetition must have to be the same request. */
  readonly repeatedWith?: string;
  readonly start: (header: { 'Idempotency-Key': string; Prefer: string }) => Promise<Started>;
}

/** Starts a run under a key, and says how to repeat the request when the answer was lost. */
export const startedUnder = async (
  { api, terminal }: Work,
  { key = randomUUID(), repeatedWith = '', start }: Request,
): Promise<Answer> => {
  const { id } = await start({ ...untilListed, 'Idempotency-Key': key }).catch((error: unknown) => {
    if (answerIsLost(error)) terminal.say(howToRepeat('the run', key, repeatedWith));
    throw error;
  });
  const body = await answered(api.GET('/v1/runs/{id}', { params: { path: { id } } }));
  const when = body.status === 'scheduled' ? `, starts ${moment(body.startAt)}` : '';
  // The id alone on standard output: `sortie runs watch $(sortie run …)`.
  return {
    json: body,
    text: `${id}\n`,
    hint: `Run of campaign version ${body.campaign.version}: ${body.status}${when}.`,
  };
};

const readVariables = (typed: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, jsonOrText(value)]));
