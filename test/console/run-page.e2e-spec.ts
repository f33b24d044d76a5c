import { consoleUnderTest } from './support/console-under-test.js';
import { overflowOf, violationsOf } from './support/browser.js';
import { makeHostileRun, pagesOfRuns, shown } from './support/hostile-run.js';

const under = consoleUnderTest();
let run: string;
beforeAll(async () => {
  run = await makeHostileRun(under.service, under.sink);
}, 120_000);

it('runs nothing that was written by strangers, and keeps its shape', async () => {
  const { page: open, misdeeds } = await under.signedIn();
  const page = await open('/runs');
  for (const [path, words] of pagesOfRuns) {
    await shown(page, run, path, words);
    expect([path, await page.evaluate('document.documentElement.dataset.ran ?? null')]).toEqual([path, null]);
    expect([path, await overflowOf(page)]).toEqual([path, 0]);
  }
  await shown(page, run, '/runs/RUN/communications?open=1.0', 'Its trail');
  const frame = page.frameLocator('iframe[title="The message as its reader sees it"]');
  await frame.locator('p').waitFor();
  expect(await frame.locator('html').getAttribute('data-ran')).toBeNull();
  // The frame's own policy has kept the message's script and picture out; the page's had nothing to keep out.
  expect(misdeeds.faults.filter((fault) => !/elsewhere\.example|sandbox|inline/.test(fault))).toEqual([]);
  expect(misdeeds.foreign.filter((url) => !url.startsWith('https://elsewhere.example/'))).toEqual([]);
  misdeeds.faults.length = 0;
  misdeeds.foreign.length = 0;
}, 120_000);

it('keeps the focus in a dialog, and gives it back', async () => {
  const { page: open } = await under.signedIn();
  const page = await open(`/runs/${run}/overview`);
  const button = page.getByRole('button', { name: 'Run again' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Run again' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  for (let steps = 0; steps < 12; steps += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.closest('[role=dialog]') !== null`)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await button.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true);
});
