import type { Page } from 'playwright-core';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import { eventually } from '../support/eventually.js';
import { startRun, untilRun } from '../support/runs.js';
import { looks } from './support/browser.js';
import { faultsOfRuns } from './support/faults-of-runs.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { type SampleRuns, makeSampleRuns } from './support/sample-runs.js';

const under = consoleUnderTest();
let sample: SampleRuns;
beforeAll(async () => {
  sample = await makeSampleRuns(under.client, under.sink, { plenty: 3 });
}, 120_000);

/** The page shows these runs in this order, sooner or later. */
const shows = (page: Page, expected: readonly string[]): Promise<boolean> =>
  eventually(async () => {
    const rows = page.locator('[data-stale=false] [data-row]');
    const ids = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-row')));
    expect(ids).toEqual(expected);
    return true;
  });

const listed = async (query: string): Promise<readonly string[]> =>
  (await under.client.get<{ items: RunSummary[] }>(`/v1/runs${query}`)).items.map(({ id }) => id);

it('signs in with a key, shows every run, and filters and sorts by mouse', async () => {
  const { page: open } = await under.stranger();
  const page = await open('/runs');
  await page.waitForURL(/\/sign-in\?to=\/runs$/);
  await page.getByLabel('API key').fill('sortie_nobody');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('API key').fill(under.service.keys.localApiKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/runs');
  await shows(page, await listed(''));

  await page.getByRole('button', { name: /^Completed with failures/ }).click();
  await page.waitForURL('**/runs?status=completed_with_failures');
  await shows(page, await listed('?status=completed_with_failures'));

  await page.getByRole('button', { name: /^All/ }).click();
  await page.locator('[data-filter=Campaign]').click();
  await page.getByRole('button', { name: sample.invitation.definition.name, exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Duration' }).click();
  await page.waitForURL(`**/runs?campaign=${sample.invitation.id}&sort=duration`);
  const longest = await listed(`?campaign=${sample.invitation.id}&sort=duration`);
  await shows(page, longest);
  expect(await page.getByRole('columnheader', { name: 'Duration' }).getAttribute('aria-sort')).toBe('descending');

  // The same address in a fresh profile shows the same.
  const other = await (await under.signedIn()).page(new URL(page.url()).pathname + new URL(page.url()).search);
  await shows(other, longest);
});

it('pages by cursor, and shows what no run passes', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/runs?limit=25&sort=campaign');
  await shows(page, await listed('?sort=campaign'));
  const first = await under.client.get<{ next: string | null; items: RunSummary[] }>('/v1/runs?limit=4');
  const second = await open(`/runs?after=${encodeURIComponent(first.next ?? '')}`);
  const rest = (await listed('')).slice(4);
  await shows(second, rest);
  await second.getByRole('link', { name: 'First', exact: true }).click();
  await shows(second, await listed(''));

  const nothing = await open('/runs?status=missed&type=retry');
  await nothing.getByText('No run is so').waitFor();
  await nothing.getByRole('button', { name: 'Clear all filters' }).click();
  await shows(nothing, await listed(''));
});

it('is worked with by keyboard alone', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/runs');
  const ids = await listed('');
  await shows(page, ids);
  const focused = () =>
    page.evaluate<string | null>(`document.activeElement.closest('[data-row]')?.dataset.row ?? null`);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  expect(await focused()).toBe(ids[0]);
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('X');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByText('3 selected').count()).toBe(0);

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await focused()).toBe(ids[2]);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/runs/${ids[2]}/overview`);
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.waitForURL('**/runs');
});

it('changes rows in place as things happen, and keeps new runs for when they are asked for', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/runs');
  const before = await listed('');
  await shows(page, before);
  await page.getByText('Live', { exact: true }).waitFor();
  await under.client.post(`/v1/runs/${sample.scheduled}/cancel`, { reason: 'The date has moved' });
  await page.locator(`[data-row="${sample.scheduled}"]`).getByText('Cancelled').waitFor();
  const id = await startRun(under.client, sample.newsletter.id);
  await untilRun(under.client, id, 'completed');
  await page.getByRole('button', { name: '1 new run' }).waitFor();
  await shows(page, before);
  await page.getByRole('button', { name: '1 new run' }).click();
  await shows(page, [id, ...before]);
});

it('cancels several runs at once, and says which of them would refuse', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/runs?status=scheduled&status=completed_with_failures');
  await page.getByLabel('Select all rows shown').check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Cancel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('The season is over');
  await dialog.getByRole('button', { name: /^Cancel 1 run$/ }).click();
  await dialog.getByText('1 done, 2 refused, 0 failed.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  const { counts } = await under.client.get<{ counts: Record<string, number> }>('/v1/runs/counters');
  expect(counts).toMatchObject({ cancelled: 3 });
});

/** `npm run test:console` tries all looks. */
it.each([looks[0], looks[3]])('has no fault that axe knows, and is never wider than the window: %j', async (look) => {
  const profile = await under.signedIn(look);
  expect(await faultsOfRuns(profile)).toEqual([]);
});
