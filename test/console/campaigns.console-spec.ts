import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { aReadyCampaign, type ReadyCampaign } from '../support/ready-campaign.js';
import { startRun, untilEnded } from '../support/runs.js';
import { signIn, consoleUnderTest } from './support/console-under-test.js';

const under = consoleUnderTest();
let campaign: ReadyCampaign;
beforeEach(async () => {
  campaign = await aReadyCampaign(under.client, { contacts: 3, changes: { name: 'Tasting evening' } });
}, 60_000);

interface Published {
  readonly version: number;
  readonly summary: string;
  readonly status: string;
  readonly definition: { readonly name: string; readonly template: { readonly subject?: string } };
}
const published = (id = campaign.id) => under.client.get<Published>(`/v1/campaigns/${id}`);

const edit = async (page: Page, id = campaign.id): Promise<void> => {
  await page.goto(`/campaigns/${id}/edit`);
  await page.getByLabel('Subject').waitFor();
};

const untilSaved = (page: Page) => page.getByText('Unpublished changes, saved').waitFor();

it('finds a campaign by its name, and shows beside the list whether it could run', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/campaigns');
  await page.getByLabel('Find campaigns').fill('tasting');
  await page.waitForURL('**/campaigns?name=tasting');
  await page.locator(`[data-row="${campaign.id}"]`).getByRole('button').click();
  const beside = page.getByRole('complementary', { name: 'Campaign Tasting evening' });
  await beside.getByText('It could run now.').waitFor();
  await beside.getByText('It has not run yet.').waitFor();
  // The same address in a fresh profile shows the same.
  const other = await (await under.signedIn()).page(page.url());
  await other.getByRole('complementary', { name: 'Campaign Tasting evening' }).getByText('It could run now.').waitFor();
  await page.keyboard.press('Escape');
  await beside.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Tasting evening' }).first().click();
  await page.waitForURL(`**/campaigns/${campaign.id}/overview`);
});

it('keeps what is written, also for another window, and publishes it in the writer’s own words', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/campaigns');
  await edit(page);
  await page.getByText('As published').waitFor();
  await page.getByLabel('Subject').fill('An evening for {{ contact.name }}');
  await untilSaved(page);
  expect((await published()).version).toBe(1);

  const other = await (await under.signedIn()).page(`/campaigns/${campaign.id}/edit`);
  await eventually(async () => {
    expect(await other.getByLabel('Subject').inputValue()).toBe('An evening for {{ contact.name }}');
    return true;
  });
  await other.close();

  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish v2' });
  await dialog.getByText('/template/subject').waitFor();
  const publish = dialog.getByRole('button', { name: 'Publish v2' });
  expect(await publish.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByLabel('What changed').fill('The subject says what it is about');
  await publish.click();
  await page.waitForURL(`**/campaigns/${campaign.id}/overview`);
  expect(await published()).toMatchObject({
    version: 2,
    summary: 'The subject says what it is about',
    definition: { template: { subject: 'An evening for {{ contact.name }}' } },
  });
  expect(await under.client.get(`/v1/campaigns/${campaign.id}/working-copy`)).toMatchObject({ mine: null });

  await page.getByRole('link', { name: /^Versions/ }).click();
  await page.getByRole('region', { name: 'Differences' }).getByText('An evening for').waitFor();
});

it('names every fault of what is written, and leads to its field', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/campaigns');
  await edit(page);
  await page.getByLabel('Subject').fill('Dear {{ contact.name');
  await page.getByLabel('Most recipients').fill('0');
  const faults = page.getByRole('list', { name: 'To be mended first' });
  await faults.getByRole('button', { name: /^Most recipients/ }).click();
  expect(await labelOfFocus(page)).toBe('Most recipients');
  await faults.getByRole('button', { name: /^Subject/ }).click();
  expect(await labelOfFocus(page)).toBe('Subject');
  expect(await page.getByLabel('Subject').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByRole('button', { name: 'Publish…' }).getAttribute('aria-disabled')).toBe('true');
  await page.getByLabel('Most recipients').fill('');
  await page.getByLabel('Subject').fill('Dear {{ contact.name }}, {{ contact.attributes.plan }}');
  const findings = page.getByRole('list', { name: 'Findings of preflight' });
  await findings.getByText('contact.attributes.plan').first().waitFor();
  const missing = page.getByRole('row', { name: /contact\.attributes\.plan/ });
  expect(await missing.getByRole('cell').textContent()).toBe('3');
});

it('writes messages for chosen contacts before anything is published', async () => {
  const { page: open } = await under.signedIn();
  const page = await open(`/campaigns/${campaign.id}/edit?beside=preview`);
  await page.getByLabel('Subject').fill('For {{ contact.name }} alone');
  await page.getByLabel(/^Contact, by the id/).fill(`${campaign.tag}-1`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page
    .getByRole('region', { name: `Message to ${campaign.tag}-1` })
    .getByText('For Person 1 alone')
    .waitFor();
  await page.getByRole('button', { name: 'Three of the segment' }).click();
  await page.getByText('For Person 2 alone').waitFor();
  await page.getByLabel(/^Contact, by the id/).fill('nobody');
  await page.keyboard.press('Enter');
  await page.getByText('there is no such contact').waitFor();
  await page.getByRole('button', { name: 'Leave nobody out' }).click();
  await page.getByText('For Person 0 alone').waitFor();
  await page
    .getByLabel('HTML', { exact: true })
    .fill('<p style="color: teal">Hello {{ contact.name }}</p>{{ unsubscribe_url }}');
  const frame = page.locator('iframe[title^="The message as"]').first().contentFrame();
  await frame.getByText('Hello Person').waitFor();
  await untilSaved(page);
  expect((await published()).version).toBe(1);
});

it('shows whoever publishes too late yours, theirs and the base, and loses nothing', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/campaigns');
  await edit(page);
  await page.getByLabel('Subject').fill('My subject');
  await page.getByLabel('For whoever writes and reviews').fill('My words');
  await untilSaved(page);
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('dialog').getByLabel('What changed').fill('Mine');
  await campaign.revise({
    name: 'Tasting evening, autumn',
    template: { ...campaign.definition.template, subject: 'Their subject' },
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Publish v2' }).click();
  const late = page.getByRole('dialog', { name: 'Somebody published before you' });
  await late.getByText('Their subject').waitFor();
  const goOn = late.getByRole('button', { name: 'Go on with these' });
  expect(await goOn.getAttribute('aria-disabled')).toBe('true');
  await late.getByRole('radio', { name: /^Yours/ }).check();
  await goOn.click();
  expect(await page.getByLabel('Subject').inputValue()).toBe('My subject');
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Tasting evening, autumn');
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('dialog', { name: 'Publish v3' }).getByLabel('What changed').fill('Mine and theirs');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(`**/campaigns/${campaign.id}/overview`);
  expect(await published()).toMatchObject({
    version: 3,
    definition: {
      name: 'Tasting evening, autumn',
      template: { subject: 'My subject' },
      instructions: { prose: 'My words' },
    },
  });
});

it('overwrites nothing when the page hears of another version while the dialog stands', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/campaigns');
  await edit(page);
  await page.getByLabel('Subject').fill('My second subject');
  await untilSaved(page);
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What changed').fill('Mine again');
  const { version, definition } = await published();
  await campaign.revise({ ...definition, name: 'Tasting evening, winter' });
  // As when somebody comes back to the window: what was read a while ago is read again.
  await page.evaluate("setInterval(() => document.dispatchEvent(new Event('visibilitychange')), 200)");
  await page.getByText(`v${version + 1} was published by`).waitFor();
  await dialog.getByRole('button', { name: `Publish v${version + 1}` }).click();
  await page.getByRole('dialog', { name: 'Somebody published before you' }).waitFor();
  expect(await published()).toMatchObject({ version: version + 1, definition: { name: 'Tasting evening, winter' } });
});

it('never overwrites in silence what the same person writes in another window', async () => {
  const { page: open } = await under.signedIn();
  const [page, other] = [await open('/campaigns'), await open('/campaigns')];
  await edit(page);
  await edit(other);
  await page.getByLabel('Subject').fill('of the first window');
  await untilSaved(page);
  await other.getByLabel('Subject').fill('of the second window');
  await other.getByText('You have changed it in another window, too.').waitFor();
  await other.getByRole('button', { name: 'Take that one' }).click();
  await eventually(async () => {
    expect(await other.getByLabel('Subject').inputValue()).toBe('of the first window');
    return true;
  });
});

it('goes from a new campaign to a test message and a scheduled run', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/campaigns');
  await page.getByRole('button', { name: 'New campaign' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Winter menu');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/campaigns\/[0-9a-z]{26}\/edit$/);
  const [, id = ''] = /campaigns\/([0-9a-z]{26})/.exec(page.url()) ?? [];
  for (const [kind, name] of [
    ['Goal', `Answers ${campaign.tag}`],
    ['Segment', `Those of ${campaign.tag}`],
    ['Sender', 'Care'],
  ] as const) {
    await page.getByLabel(kind, { exact: true }).click();
    const choice = page.getByRole('dialog', { name: `Choose the ${kind.toLowerCase()}` });
    await choice.getByRole('searchbox').fill(name);
    await choice.getByRole('button', { name }).first().click();
  }
  await page.getByLabel('Written by').selectOption('template');
  await page.getByLabel('Reviewed by').selectOption('none');
  await page.getByLabel('Subject').fill('Winter is here, {{ contact.name }}');
  await page.getByLabel('Text', { exact: true }).fill('Come in. {{ unsubscribe_url }}');
  await page.getByRole('button', { name: 'Add quiet hours' }).click();
  await page.getByLabel('Quiet from').fill('03:00');
  await page.getByLabel('To', { exact: true }).fill('03:01');
  await page.getByText('Nothing speaks against it.').waitFor();
  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('dialog').getByLabel('What changed').fill('Ready');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(`**/campaigns/${id}/overview`);

  await page.getByRole('button', { name: 'Test…' }).click();
  const test = page.getByRole('dialog', { name: 'Test “Winter menu”' });
  await test.getByText('It could run now.').waitFor();
  await test.getByLabel('To these addresses').fill('me@shop.example');
  await test.getByRole('button', { name: 'Send the test' }).click();
  await page.getByText('The test is on its way').first().waitFor();
  await eventually(() => Promise.resolve(under.sink.mailsTo('me@shop.example').length === 1));

  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
  await page.getByText('The campaign is active').first().waitFor();
  await page.getByRole('button', { name: 'Run…' }).click();
  const run = page.getByRole('dialog', { name: 'Run “Winter menu”' });
  await run.getByRole('button', { name: 'At a time' }).click();
  await run.getByLabel('What is newest when it starts').check();
  await run.getByLabel('Reason').fill('The first of the season');
  await run.getByRole('button', { name: 'Schedule the run' }).click();
  await page.getByText('The run is scheduled').first().waitFor();
  const { items } = await under.client.get<{ items: { status: string; follow: string; reason: string }[] }>(
    `/v1/runs?campaign=${id}&status=scheduled`,
  );
  expect(items).toMatchObject([{ follow: 'latest', reason: 'The first of the season' }]);
  await page.getByRole('link', { name: 'Runs', exact: true }).last().click();
  await page.getByRole('table', { name: 'Runs of this campaign' }).getByText('Scheduled').first().waitFor();
});

it('shows the lessons of its runs', async () => {
  const run = await startRun(under.client, campaign.id);
  await untilEnded(under.client, run);
  await under.client.post('/v1/lessons', { about: `run:${run}`, place: 'campaign', note: 'Two pairs of eyes' });
  const page = await (await under.signedIn()).page(`/campaigns/${campaign.id}`);
  await page.getByRole('list', { name: 'Lessons' }).getByText('Two pairs of eyes').waitFor();
  await page.getByRole('list', { name: 'Newest runs' }).getByText('Completed').waitFor();
});

it('says to a viewer why nothing can be done', async () => {
  const { secret } = await under.client.post<{ secret: string }>('/v1/keys', { owner: 'Vera', role: 'viewer' });
  const { page: open, context } = await under.stranger();
  await signIn(context, under.client.url, secret);
  const page = await open(`/campaigns/${campaign.id}/edit`);
  await page.getByText('Managers edit campaigns').waitFor();
  for (const name of [/^Run…/, /^Test…/, /^Pause/])
    expect(await page.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
});

const labelOfFocus = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement.labels?.[0]?.textContent ?? ""');
