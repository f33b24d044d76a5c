import { looks, violationsOf } from './support/browser.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { faultsOfRuns } from './support/faults-of-runs.js';
import { makeSampleRuns } from './support/sample-runs.js';

const under = consoleUnderTest();
beforeAll(async () => {
  await makeSampleRuns(under.client, under.sink, { plenty: 1 });
}, 180_000);

it.each(looks)('finds nothing wrong with the list of runs: %j', async (look) => {
  expect(await faultsOfRuns(await under.signedIn(look))).toEqual([]);
});

it.each(looks)('finds nothing wrong with sign-in, panels and dialogs: %j', async (look) => {
  const stranger = await (await under.stranger(look)).page('/sign-in');
  await stranger.getByLabel('API key').waitFor();
  expect(await violationsOf(stranger)).toEqual([]);

  const { page: open } = await under.signedIn(look);
  const page = await open('/runs');
  await page.locator('[data-row]').first().waitFor();
  for (const name of ['API', /^Time zone|^Local/, 'Goal']) {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('[data-row-menu]').first().click();
  await page.getByRole('menu').waitFor();
  expect(await violationsOf(page)).toEqual([]);
});
