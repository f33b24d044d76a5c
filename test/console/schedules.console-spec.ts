import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { aReadyCampaign, type ReadyCampaign } from '../support/ready-campaign.js';
import { consoleUnderTest, signIn } from './support/console-under-test.js';
import { faultsOf } from './support/faults-of.js';

const under = consoleUnderTest();
let campaign: ReadyCampaign;
beforeAll(async () => {
  campaign = await aReadyCampaign(under.client, {
    contacts: 1,
    changes: { name: 'Weekly tasting notes', channel: 'noop', sender: null },
  });
}, 60_000);

interface Schedule {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly definition: { readonly overlap: string; readonly timeZone: string; readonly specs: readonly object[] };
}

const read = (id: string): Promise<Schedule> => under.client.get<Schedule>(`/v1/schedules/${id}`);

const definition = (name: string, spec: object) => ({
  name,
  campaignId: campaign.id,
  timeZone: 'Europe/Berlin',
  specs: [spec],
  overlap: 'allow',
});

const aSchedule = async (name: string, spec: object): Promise<string> =>
  (await under.client.post<Schedule>('/v1/schedules', definition(name, spec))).id;

const everyNewYear = { kind: 'cron', expression: '0 9 1 1 *' };

it('sets a schedule with its next times beside, in words and by the clocks of its zone', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/schedules');
  await page.getByText('No schedule yet').waitFor();
  await page.getByRole('button', { name: 'New schedule' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Tasting notes');
  await page.getByRole('button', { name: 'Choose' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Weekly tasting notes' }).click();
  await page.keyboard.press('Escape');
  await page
    .getByRole('textbox', { name: 'Time zone' })
    .or(page.getByLabel('Time zone', { exact: true }))
    .fill('Europe/Berlin');
  await rule(page, 'Cron').click();
  await page.getByLabel('Expression').fill('30 2 25-31 3 *');
  // The clocks of Berlin change on the last Sunday of March, wherever that is in the seven days.
  await page
    .getByText('At 02:30 on the')
    .or(page.getByText(/^At 02:30/))
    .first()
    .waitFor();
  await page.getByText('clocks change').first().waitFor();
  await page.getByLabel('Expression').fill('61 9 * * *');
  await page
    .locator('[role=status]')
    .getByText(/minute/)
    .first()
    .waitFor();
  await rule(page, 'Days at a time').click();
  for (const day of ['Mon', 'Wed']) await page.getByRole('button', { name: day, exact: true }).click();
  await page.getByText('At 09:00 on Monday and Wednesday, by the clocks of Europe/Berlin').waitFor();
  await page.getByRole('button', { name: 'Set the schedule' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tasting notes' }).waitFor();
  await page.getByText('At 09:00 on Monday and Wednesday, by the clocks of Europe/Berlin').waitFor();
  const times = page.getByRole('table', { name: 'Next times' });
  await times.waitFor();
  expect(await times.getByRole('row').count()).toBe(11);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(await read(id)).toMatchObject({
    status: 'active',
    definition: { timeZone: 'Europe/Berlin', specs: [{ kind: 'cron', expression: '0 9 * * 1,3' }] },
  });
}, 60_000);

it('reads an interval and its phase as they were written, and lets both be changed', async () => {
  const id = await aSchedule('Every so often', { kind: 'interval', everySeconds: 5_400, phaseSeconds: 60 });
  const { page: open } = await under.signedIn();
  const page = await open(`/schedules/${id}/edit`);
  const phase = page.getByLabel('Seconds past');
  expect(await phase.inputValue()).toBe('60');
  await phase.fill('5400');
  await page.getByRole('button', { name: 'Save from now on' }).click();
  await page
    .getByText(/below everySeconds/)
    .first()
    .waitFor();
  await phase.fill('120');
  await page.getByRole('button', { name: 'Save from now on' }).click();
  await page.getByRole('heading', { level: 1, name: 'Every so often', exact: true }).waitFor();
  expect(await read(id)).toMatchObject({
    definition: { specs: [{ kind: 'interval', everySeconds: 5_400, phaseSeconds: 120 }] },
  });
}, 60_000);

it('pauses with a reason, which it asks for, and goes on', async () => {
  const id = await aSchedule('To be paused', everyNewYear);
  const { page: open } = await under.signedIn();
  const page = await open(`/schedules/${id}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pause' });
  expect(await dialog.getByRole('button', { name: 'Pause the schedule' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Reason').fill('Stocktaking');
  await dialog.getByRole('button', { name: 'Pause the schedule' }).click();
  await page.getByText(': Stocktaking').waitFor();
  expect(await read(id)).toMatchObject({ status: 'paused', reason: 'Stocktaking' });
  await page.goto('/schedules?status=paused');
  await page.getByRole('link', { name: 'To be paused' }).click();
  await page.getByRole('button', { name: 'Unpause' }).click();
  await page.getByRole('button', { name: 'Let it go on' }).click();
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  expect(await read(id)).toMatchObject({ status: 'active' });
});

it('triggers a run now, logs it, and leads from the log to the run', async () => {
  const id = await aSchedule('To be triggered', everyNewYear);
  const { page: open } = await under.signedIn();
  const page = await open(`/schedules/${id}`);
  await page.getByText('Nothing came due', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Trigger now' }).click();
  await page.getByRole('button', { name: 'Trigger one run' }).click();
  await page.getByText('triggered by hand').waitFor();
  const log = page.getByRole('table', { name: 'Starts, the newest first' });
  await log.getByRole('link').first().click();
  await page.waitForURL(/\/runs\/[a-z0-9]{26}\/overview$/);
  const run = new URL(page.url()).pathname.split('/')[2];
  await page.goto(`/schedules/${id}`);
  await page.getByRole('link', { name: 'Its runs' }).click();
  await page.locator(`[data-row="${run}"]`).waitFor();
});

it('counts what a backfill would start before it starts it, and shows what came of it', async () => {
  const id = await aSchedule('To be backfilled', { kind: 'cron', expression: '0 * 1 1 *' });
  const { page: open } = await under.signedIn();
  const page = await open(`/schedules/${id}?within=90d`);
  await page.getByRole('button', { name: 'More actions of this schedule' }).click();
  await page.getByRole('menuitem', { name: 'Backfill' }).click();
  const dialog = page.getByRole('dialog', { name: 'Backfill' });
  const year = new Date().getUTCFullYear();
  await dialog.getByLabel(/^From/).fill(`${year}-01-01T00:00`);
  await dialog.getByLabel(/^Before/).fill(`${year}-01-01T03:00`);
  await dialog.getByText('3 runs would start at once').waitFor();
  await dialog.getByRole('button', { name: 'Start 3 runs' }).click();
  await page.getByText('The backfill is asked for').first().waitFor();
  // A run that is new since the list was opened waits for its reader.
  await eventually(async () => {
    const { items } = await under.client.get<{ items: readonly unknown[] }>(`/v1/runs?trigger=schedule:${id}`);
    return items.length === 3;
  });
  await page.getByRole('link', { name: 'Its runs' }).first().click();
  await page.locator('[data-row]').nth(2).waitFor();
});

it('shows who has saved meanwhile, and lets nothing be lost', async () => {
  const id = await aSchedule('Edited twice', everyNewYear);
  const { page: open } = await under.signedIn();
  const page = await open(`/schedules/${id}/edit`);
  await page.getByLabel('Name', { exact: true }).fill('Edited by me');
  await under.client.revise(`/v1/schedules/${id}`, {
    ...definition('Edited by them', everyNewYear),
    overlap: 'buffer-one',
    reason: 'In haste',
  });
  await page.getByRole('button', { name: 'Save from now on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Somebody saved before you' });
  await dialog.getByText(/^v2 by .+, “In haste”, is saved now; yours was made on v1\./).waitFor();
  await dialog.getByText('Base, v1: Edited twice').waitFor();
  expect(await faultsOf(page, 'yours, theirs and base')).toEqual([]);
  await dialog.getByRole('button', { name: 'Back to the editor' }).click();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Edited by me');
  await page.getByRole('button', { name: 'Save from now on' }).click();
  expect(await dialog.getByRole('button', { name: /^Go on with these/ }).getAttribute('title')).toMatch(/1 to go/);
  await dialog.getByRole('radio', { name: 'Yours' }).check();
  await dialog.getByRole('button', { name: 'Go on with these' }).click();
  expect(await page.getByLabel('While a run of it goes on').inputValue()).toBe('buffer-one');
  await page.getByRole('button', { name: 'Save from now on' }).click();
  await page.getByRole('heading', { level: 1, name: 'Edited by me', exact: true }).waitFor();
  expect(await read(id)).toMatchObject({ definition: { name: 'Edited by me', overlap: 'buffer-one' } });
});

it('saves what was typed while somebody paused the schedule: nothing of it was changed', async () => {
  const id = await aSchedule('Paused meanwhile', everyNewYear);
  const { page: open } = await under.signedIn();
  const page = await open(`/schedules/${id}/edit`);
  await page.getByLabel('Name', { exact: true }).fill('Named meanwhile');
  await under.client.post(`/v1/schedules/${id}/pause`, { reason: 'The hall is closed' });
  await page.getByRole('button', { name: 'Save from now on' }).click();
  await page.getByRole('heading', { level: 1, name: 'Named meanwhile', exact: true }).waitFor();
  expect(await read(id)).toMatchObject({ status: 'paused', definition: { name: 'Named meanwhile' } });
});

it('lets a viewer look, and says why no more', async () => {
  const id = await aSchedule('Looked at', everyNewYear);
  const { secret } = await under.client.post<{ secret: string }>('/v1/keys', { owner: 'Vera', role: 'viewer' });
  const profile = await under.stranger();
  await signIn(profile.context, under.client.url, secret);
  const page = await profile.page(`/schedules/${id}`);
  for (const name of [/^Edit/, /^Trigger now/, /^Pause/]) {
    const button = page.getByRole('button', { name });
    await button.waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    expect(await button.getAttribute('title')).toMatch(/Viewers may look/);
  }
});

const rule = (page: Page, kind: string) =>
  page.getByRole('group', { name: 'Rule 1', exact: true }).getByRole('button', { name: kind, exact: true });
