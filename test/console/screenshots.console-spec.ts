import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Look, violationsOf } from './support/browser.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { makeSampleRuns } from './support/sample-runs.js';

/** Where `npm run screenshots` wants them; without it they are only tried. */
const folder = process.env['SCREENSHOTS'] ?? resolve('dist/test/screenshots');
const mostBytes = 200_000;

const under = consoleUnderTest();
beforeAll(async () => {
  await makeSampleRuns(under.client, under.sink, { plenty: 8 });
}, 180_000);

const shots: readonly { readonly name: string; readonly path: string; readonly look: Look }[] = [
  { name: 'runs-light', path: '/runs', look: { theme: 'light', width: 1280 } },
  { name: 'runs-dark', path: '/runs', look: { theme: 'dark', width: 1280 } },
];

it.each(shots)('takes $name', async ({ name, path, look }) => {
  const { page: open } = await under.signedIn(look);
  const page = await open(path);
  await page.locator('[data-row]').first().waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  expect(statSync(file).size).toBeLessThan(mostBytes);
  if (process.env['SCREENSHOTS'] === undefined) rmSync(file);
});
