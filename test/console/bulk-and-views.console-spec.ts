import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import { eventually } from '../support/eventually.js';
import { aReadyCampaign, aVerifiedSender } from '../support/ready-campaign.js';
import { runNow, startRun, untilRun } from '../support/runs.js';
import { looks, overflowOf, violationsOf } from './support/browser.js';
import { consoleUnderTest, signIn } from './support/console-under-test.js';
import { makeSampleRuns, type SampleRuns } from './support/sample-runs.js';

jest.setTimeout(180_000);

const under = consoleUnderTest();
let sample: SampleRuns;
beforeAll(async () => {
  sample = await makeSampleRuns(under.client, under.sink, { plenty: 3 });
}, 120_000);

const listed = async (query: string): Promise<readonly RunSummary[]> =>
  (await under.client.get<{ items: RunSummary[] }>(`/v1/runs${query}`)).items;

const selection = (page: Page) => page.getByRole('region', { name: 'Selection' });

/** What the browser was handed as a file, by its name. */
const fileOf = async (page: Page, ask: () => Promise<void>): Promise<{ name: string; text: string }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), ask()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
};

const idsIn = (ndjson: string): readonly string[] =>
  ndjson
    .trim()
    .split('\n')
    .map((line): string => JSON.parse(line).id);

it('shifts several runs at once, says of each why it would not, and keeps what each answered on a page', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/runs?status=scheduled&status=completed_with_failures');
  const before = await listed('?status=scheduled');
  await page.getByLabel('Select all rows shown').check();
  await selection(page).getByRole('button', { name: 'Reschedule' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Each by so much' }).click();
  await dialog.getByLabel('Shift by').fill('nonsense');
  await dialog.getByText('This is no time to move to.').waitFor();
  await dialog.getByLabel('Shift by').fill('90');
  await dialog.getByLabel('Unit').selectOption('min');
  const refusing = dialog
    .getByRole('list', { name: 'The newest of them' })
    .getByRole('listitem')
    .filter({ hasText: 'not while the run is completed with failures' });
  expect(await refusing.count()).toBeGreaterThan(0);
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByLabel('Reason').fill('The hall is let until nine');
  await dialog.getByRole('button', { name: `Reschedule ${before.length} runs` }).click();
  await dialog.getByRole('link', { name: 'What each run answered' }).click();

  await page.waitForURL('**/bulk/*');
  await page.getByRole('heading', { name: /^Shift 1 h 30 min later: \d+ runs$/ }).waitFor();
  await page.getByText(`${before.length} done`).waitFor();
  await page.getByText('The hall is let until nine').waitFor();
  for (const { id, startAt } of before) {
    const moved = await runNow(under.client, id);
    expect(Date.parse(moved.startAt ?? '') - Date.parse(startAt ?? '')).toBe(5_400_000);
  }
  await page.getByRole('button', { name: /^Refused/ }).click();
  await page.waitForURL('**/bulk/*?result=refused');
  const answers = page.getByRole('region', { name: 'What each run answered' });
  await answers.getByText('Completed with failures').first().waitFor();
  await answers.getByText('Done', { exact: true }).first().waitFor({ state: 'detached' });
  expect(await violationsOf(page)).toEqual([]);

  const job = new URL(page.url()).pathname;
  const file = await fileOf(page, async () => {
    await page.getByRole('button', { name: 'Export the answers' }).click();
    await page.getByRole('menuitem', { name: 'CSV, for spreadsheets' }).click();
  });
  expect(file.text.split('\r\n')[0]).toContain('place,run,result');
  expect(file.text).not.toContain(',done,');

  await page.getByRole('link', { name: 'Bulk jobs' }).click();
  await page.locator('[data-row]').first().getByRole('link', { name: 'Shift 1 h 30 min later' }).click();
  await page.waitForURL(`**${job}`);
  await page.goBack();
  await page.getByRole('button', { name: 'Not ended' }).click();
  await page.getByText('No job is so').waitFor();
});

it('pauses what runs from the menu of a selection', async () => {
  // One message a second: it goes on for as long as this takes.
  const slow = await aReadyCampaign(under.client, { contacts: 120, senderId: await aVerifiedSender(under.client, 1) });
  const run = await startRun(under.client, slow.id);
  await untilRun(under.client, run, 'running');
  const { page: open } = await under.signedIn();
  const page = await open(`/runs?campaign=${slow.id}`);
  await page.locator(`[data-row="${run}"]`).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'More to do with the selection' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pause 1 run' }).click();
  await page.getByText('1 done, 0 refused, 0 failed.').waitFor();
  await eventually(async () => {
    expect((await runNow(under.client, run)).status).toMatch(/^paus/);
    return true;
  });
});

it('hands out the list as it is filtered, a selection, and all that match', async () => {
  const { page: open } = await under.signedIn();
  const page = await open(`/runs?campaign=${sample.newsletter.id}&limit=25`);
  const rows = page.locator('[data-row]');
  await rows.first().waitFor();
  const all = (await listed(`?campaign=${sample.newsletter.id}`)).map(({ id }) => id);
  const ask = (name: string, form: string) => async (): Promise<void> => {
    await page.getByRole('button', { name }).click();
    await page.getByRole('menuitem', { name: form }).click();
  };
  const csv = await fileOf(page, ask('Export the list', 'CSV, for spreadsheets'));
  expect(csv.name).toBe('runs.csv');
  expect(csv.text.trim().split('\r\n').length).toBe(all.length + 1);
  const lines = await fileOf(page, ask('Export the list', 'NDJSON, for programs'));
  expect(idsIn(lines.text)).toEqual(all);

  await rows.nth(1).getByRole('checkbox').check();
  const some = await fileOf(page, ask('Export the selection', 'NDJSON, for programs'));
  expect(idsIn(some.text)).toEqual([all[1]]);
  await page.getByRole('button', { name: 'Select all that match' }).click();
  const matching = await fileOf(page, ask('Export the selection', 'NDJSON, for programs'));
  expect(idsIn(matching.text)).toEqual(all);

  await page.keyboard.press('Escape');
  await rows.nth(1).getByRole('checkbox').check();
  await page.getByRole('region', { name: 'Selection' }).getByText('1 selected').waitFor();
});

it('keeps a view, opens it elsewhere, shares it, and lets it go', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/runs?status=scheduled&sort=scheduled');
  await page.locator('[data-row]').first().waitFor();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByText('None has been saved yet.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save what is shown…' }).click();
  const saving = page.getByRole('dialog', { name: 'Save what is shown' });
  await saving.getByLabel('Name').fill('To come');
  await saving.getByLabel('Open the list with it, for me').check();
  expect(await violationsOf(page)).toEqual([]);
  await saving.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'To come', exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('status')).toBe('scheduled');

  // Another browser of the same person opens the list with it; what is changed then is said, and can be kept.
  const elsewhere = await (await under.signedIn()).page('/runs');
  await elsewhere.waitForURL('**/runs?sort=scheduled&status=scheduled&view=*');
  await elsewhere.getByRole('button', { name: /^Cancelled/ }).click();
  await elsewhere.getByRole('button', { name: 'To come (changed)' }).click();
  await elsewhere.getByRole('button', { name: 'Keep the changes' }).click();
  await elsewhere.getByText('“To come” is as it is shown now').first().waitFor();
  await elsewhere.getByRole('button', { name: 'To come', exact: true }).waitFor();

  await page.getByRole('button', { name: 'To come' }).click();
  await page.getByRole('button', { name: 'Manage…' }).click();
  const managed = page.getByRole('dialog', { name: 'Saved views' });
  await managed.getByLabel('Name of the view To come').fill('Night watch');
  await managed.getByRole('button', { name: 'Rename' }).click();
  await managed.getByLabel('Name of the view Night watch').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await managed.getByRole('button', { name: 'Shared' }).click();
  await managed.getByRole('button', { name: 'Shared', pressed: true }).waitFor();

  const { secret } = await under.client.post<{ secret: string }>('/v1/keys', { owner: 'Vera', role: 'viewer' });
  const stranger = await under.stranger();
  await signIn(stranger.context, under.client.url, secret);
  const hers = await stranger.page('/runs');
  await hers.getByRole('button', { name: 'Views' }).click();
  await hers.getByRole('button', { name: /^Night watch/ }).click();
  await hers.waitForURL('**/runs?sort=scheduled&status=scheduled&status=cancelled&view=*');
  await hers.getByRole('button', { name: 'Night watch' }).click();
  await hers.getByRole('button', { name: 'Save what is shown…' }).click();
  expect(await hers.getByLabel('Share it with everybody').isDisabled()).toBe(true);

  await managed.getByRole('button', { name: 'Delete the view Night watch' }).click();
  await managed.getByRole('button', { name: 'Delete for good' }).click();
  await managed.getByText('None is left.').waitFor();
});

it('says that a view was changed in another window, and shows it or puts what is shown in its place', async () => {
  const { page: open } = await under.signedIn();
  const view = await under.client.post<{ id: string }>('/v1/views', {
    page: 'runs',
    name: 'Both windows',
    search: 'status=scheduled',
    shared: true,
  });
  const page = await open(`/runs?status=scheduled&view=${view.id}`);
  await page.getByRole('button', { name: 'Both windows', exact: true }).waitFor();
  await page.getByRole('button', { name: /^Cancelled/ }).click();
  const elsewhere = (search: string) =>
    under.client.revise(`/v1/views/${view.id}`, { name: 'Both windows', search, shared: true });
  const keep = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Both windows (changed)' }).click();
    await page.getByRole('button', { name: 'Keep the changes' }).waitFor();
  };

  await keep();
  await elsewhere('status=completed');
  await page.getByRole('button', { name: 'Keep the changes' }).click();
  const said = page.getByRole('alert').filter({ hasText: 'It was changed in another window meanwhile' });
  await said.waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await said.getByRole('button', { name: 'Open it as it is now' }).click();
  await page.waitForURL(`**/runs?status=completed&view=${view.id}`);

  await page.getByRole('button', { name: /^Cancelled/ }).click();
  await keep();
  await elsewhere('status=missed');
  await page.getByRole('button', { name: 'Keep the changes' }).click();
  await said.waitFor();
  await page.getByRole('button', { name: 'Keep the changes' }).click();
  await page.getByText('“Both windows” is as it is shown now').first().waitFor();
  expect(await under.client.get(`/v1/views/${view.id}`)).toMatchObject({
    search: 'status=completed&status=cancelled',
    revision: 4,
  });

  await page.getByRole('button', { name: 'Manage…' }).click();
  const managed = page.getByRole('dialog', { name: 'Saved views' });
  await managed.getByRole('button', { name: 'Shared', pressed: true }).waitFor();
  await elsewhere('status=failed');
  await managed.getByRole('button', { name: 'Shared' }).click();
  await managed.getByText('It is shown as it is now').waitFor();
  await managed.getByRole('button', { name: 'Shared' }).click();
  await managed.getByRole('button', { name: 'Shared', pressed: false }).waitFor();
  expect(await under.client.get(`/v1/views/${view.id}`)).toMatchObject({ search: 'status=failed', shared: false });
});

it.each(looks)(
  'has no fault that axe knows on the pages of bulk jobs, and is never wider than the window: %j',
  async (look) => {
    const { page: open } = await under.signedIn(look);
    const page = await open('/bulk');
    await page.locator('[data-row]').first().waitFor();
    expect([await violationsOf(page), await overflowOf(page)]).toEqual([[], 0]);
    await page.locator('[data-row] a').first().click();
    await page.getByRole('region', { name: 'What each run answered' }).waitFor();
    expect([await violationsOf(page), await overflowOf(page)]).toEqual([[], 0]);
    await page.goto('/bulk/6z0j2v7k1m9q4w8x3c5d0f2h7n');
    await page.getByRole('alert').waitFor();
    expect([await violationsOf(page), await overflowOf(page)]).toEqual([[], 0]);
  },
);
