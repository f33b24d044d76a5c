import { resolve } from 'node:path';
import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import type { Ledger } from '#domain/run/messages.js';
import { wholeRun } from '#domain/run/whole-run.js';
import { outcomeWords } from '../../apps/console/src/run/header/run-sentence.js';
import { requireBuild } from '../support/built.js';
import { figure } from '../support/figure.js';
import { Browser } from './support/browser.js';
import { signIn } from './support/console-under-test.js';
import { type RandomRun, type RandomRuns, recordRandomRuns } from './support/random-runs.js';
import { type ShownMoment, walkTo } from './support/walk-history.js';

const count = Number(process.env['RUNS'] ?? 50);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);

let browser: Browser;
let random: RandomRuns;
beforeAll(async () => {
  requireBuild();
  random = await recordRandomRuns(count, seed, resolve('dist/apps/console'));
  browser = await Browser.start();
}, 180_000);
afterAll(async () => {
  await browser?.stop();
  await random?.api.stop();
});

it(`shows each moment of ${count} random runs as their own events fold (SEED=${seed})`, async () => {
  const { api, runs } = random;
  const profile = await browser.profile(api.url);
  await signIn(profile.context, api.url, api.keys.viewer);
  const page = await profile.page('/runs');
  let moments = 0;
  for (const run of runs) {
    const last = run.history.length;
    await page.goto(`/runs/${run.id}/overview?at=1`);
    for (const moment of await walkTo(page, ']', last)) expectAsFolded(run, moment, 'ledger');
    await page.keyboard.press('m');
    await page.waitForURL(`**/communications?at=${last}`);
    for (const moment of await walkTo(page, '[', 1)) expectAsFolded(run, moment, 'communications');
    await page.keyboard.press('v');
    await page.waitForURL('**/versions?at=1');
    for (const moment of await walkTo(page, ']', last)) expectAsFolded(run, moment, 'versions', 'revisions');
    moments += last;
  }
  figure(`console: ${moments} moments of ${runs.length} random runs, seed ${seed}, as the domain folds them`);
  expect(runs).toHaveLength(count);
  expect(profile.misdeeds).toEqual({ foreign: [], faults: [] });
}, 600_000);

type Part = 'ledger' | 'communications' | 'versions' | 'revisions';

const expectAsFolded = (run: RandomRun, shown: ShownMoment, ...parts: readonly Part[]): void => {
  const { sentence, ...folded } = foldedAt(run, shown.number);
  const where = { run: run.history.map(({ event }) => event.type), number: shown.number, seed };
  const shownParts = Object.fromEntries(parts.map((part) => [part, shown[part]]));
  const foldedParts = Object.fromEntries(parts.map((part) => [part, folded[part]]));
  expect({ ...where, status: shown.status, ...shownParts }).toEqual({
    ...where,
    status: folded.status,
    ...foldedParts,
  });
  expect({ ...where, sentence: shown.sentence }).toEqual({ ...where, sentence: expect.stringContaining(sentence) });
};

/** By the domain's own fold, from nothing but the run's events. */
const foldedAt = ({ id, history }: RandomRun, number: number) => {
  const fold = wholeRun();
  const before = history.slice(0, number);
  for (const { event, at } of before) fold.take(event, at);
  const { run, ledger, communications } = fold.now();
  const own = before.filter(({ stream }) => stream === `run-${id}`);
  const moment = before.at(-1)?.at ?? '';
  return {
    status: labelOf(run.status),
    sentence: saysLedger.some((status) => status === run.status) ? outcomeWords(ledger) : '',
    ledger: ledgerShown(ledger),
    communications: [...communications.values()].map(
      ({ communicationId, status, attempt }) =>
        [communicationId.slice(communicationId.indexOf('.') + 1), labelOf(status), attempt] as const,
    ),
    versions: random.published
      .map((at, index) => ({ at, version: index + 1 }))
      .filter(({ at, version }) => version === 1 || at <= moment)
      .map(({ version }) => `v${version}${version === 1 ? ' pinned' : ''}`)
      .toReversed(),
    revisions: own
      .map(({ event: { type } }, revision) => ({ type, shown: `${revision} ${type}` }))
      .filter(({ type }) => type !== 'BatchesSettled')
      .map((each) => each.shown)
      .toReversed(),
  };
};

/** Statuses of which the sentence of the header tells the account. */
const saysLedger = ['running', 'pausing', 'paused', 'cancelling', 'completed', 'completed_with_failures'] as const;

const ledgerShown = (ledger: Ledger) => ({
  audience: ledger.audience,
  accepted: ledger.accepted,
  refused: ledger.refused,
  unknown: ledger.unknown,
  skipped: Object.values(ledger.skipped).reduce((sum, each) => sum + each, 0),
  'in flight': ledger.inFlight,
  waiting: ledger.waiting,
  'not attempted': ledger.notAttempted,
});

const labelOf = (status: string): string =>
  status === ('claimed' satisfies CommunicationStatus)
    ? 'In flight'
    : `${status.charAt(0).toUpperCase()}${status.slice(1)}`.replaceAll('_', ' ');
