import { readFileSync } from 'node:fs';
import { startTestApi, type TestApi } from '../../apps/api/test/api.js';
import { requireBuild } from '../support/built.js';
import { Browser, overflowOf } from './support/browser.js';
import { signIn } from './support/console-under-test.js';
import { type HostileWorld, makeHostileWorld, historySize } from './support/hostile-world.js';
import { drawn, settled } from './support/settled.js';

let browser: Browser;
let api: TestApi;
let world: HostileWorld;
beforeAll(async () => {
  requireBuild();
  api = await startTestApi({ readModels: true, consoleFolder: 'dist/apps/console' });
  world = await makeHostileWorld(api);
  browser = await Browser.start();
}, 120_000);
afterAll(async () => {
  await browser?.stop();
  await api?.stop();
});

it('runs nothing of what strangers named things, asks nobody else for anything, and keeps its shape', async () => {
  const profile = await browser.profile(api.url);
  await signIn(profile.context, api.url, api.keys.admin);
  const page = await profile.page('/runs');
  const faults: string[] = [];
  for (const path of world.paths) {
    await page.goto(path);
    await settled(page);
    for (const alert of await page.locator('main [role=alert]').allTextContents()) faults.push(`${path}: ${alert}`);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await drawn(page);
      const ran = await page.evaluate<string | null>('document.documentElement.dataset.ran ?? null');
      if (ran !== null) faults.push(`${path}: ran ${ran}`);
      const wider = await overflowOf(page);
      if (wider > 0) faults.push(`${path}: ${wider} px wider than a window of ${width}`);
    }
  }
  expect(faults).toEqual([]);
  expect(profile.misdeeds).toEqual({ foreign: [], faults: [] });
  const { text } = await api.request('GET /metrics', { as: 'nobody' });
  expect(text).not.toMatch(/^sortie_policy_reports_total\{/m);
  await profile.close();
}, 300_000);

it('shows the beginning of 5 MB of JSON, and hands all of it over as a file', async () => {
  const profile = await browser.profile(api.url);
  await signIn(profile.context, api.url, api.keys.viewer);
  const page = await profile.page(`/runs/${world.run}/history?view=json`);
  await settled(page);
  const main = page.locator('main');
  expect((await main.locator('pre').textContent())?.length).toBe(20_000);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    main.getByRole('button', { name: 'Download all' }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8').length).toBeGreaterThan(historySize);
  expect(await page.evaluate<number>('document.querySelectorAll("*").length')).toBeLessThan(3_000);
  expect(profile.misdeeds).toEqual({ foreign: [], faults: [] });
  await profile.close();
}, 120_000);
