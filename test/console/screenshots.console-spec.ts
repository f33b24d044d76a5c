import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startRun, untilEnded } from '../support/runs.js';
import { type Look, violationsOf } from './support/browser.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { makeSampleRuns } from './support/sample-runs.js';

/** Where `npm run screenshots` wants them; without it they are only tried. */
const folder = process.env['SCREENSHOTS'] ?? resolve('dist/test/screenshots');
const mostBytes = 200_000;

const under = consoleUnderTest();
/** Two runs of one campaign; its instructions were revised between them. */
let first: string;
let second: string;

beforeAll(async () => {
  const { client, sink } = under;
  const { invitation, withFailures } = await makeSampleRuns(client, sink, { plenty: 8 });
  first = withFailures;
  second = await startRun(client, invitation.id);
  await untilEnded(client, second);
}, 180_000);

const pages: readonly { readonly name: string; readonly path: () => string; readonly shown: string }[] = [
  { name: 'runs', path: () => '/runs', shown: 'Subscription renewal reminder' },
  { name: 'run', path: () => `/runs/${first}/overview`, shown: 'Failures and skips' },
  { name: 'explain', path: () => `/runs/${second}/explain?against=${first}`, shown: 'Every factor that was checked' },
  { name: 'compare', path: () => `/runs/compare?a=${first}&b=${second}`, shown: 'Instructions' },
];
const themes: readonly Look['theme'][] = ['light', 'dark'];

const shots = pages.flatMap((page) => themes.map((theme) => ({ ...page, theme, file: `${page.name}-${theme}.png` })));

it.each(shots)('takes $file', async ({ path, shown, theme, file: name }) => {
  const { page: open } = await under.signedIn({ theme, width: 1280 });
  const page = await open(path());
  await page.getByText(shown).first().waitFor();
  expect(await violationsOf(page)).toEqual([]);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  await page.screenshot({ path: file });
  expect(statSync(file).size).toBeLessThan(mostBytes);
  if (process.env['SCREENSHOTS'] === undefined) rmSync(file);
});
