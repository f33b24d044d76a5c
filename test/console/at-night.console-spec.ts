import { eventually } from '../support/eventually.js';
import { runNow } from '../support/runs.js';
import { looks, overflowOf, violationsOf } from './support/browser.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { makeWrongRun, terms, type WrongRun } from './support/wrong-run.js';

jest.setTimeout(180_000);

const under = consoleUnderTest();
let story: WrongRun;
beforeAll(async () => {
  story = await makeWrongRun(under.service, under.sink);
}, 120_000);

it('leads from one message that somebody complained of to its cause, and stops all that is to follow', async () => {
  const { page: open } = await under.signedIn();
  const page = await open(`/communications?address=${encodeURIComponent(story.campaign.addresses[0] ?? '')}`);
  const of = page.getByRole('row').filter({ hasText: story.wrong.slice(0, 8) });
  await of.getByRole('link', { name: 'Person 0' }).click();
  const message = page.getByRole('complementary', { name: 'Message to Person 0' });
  await message.getByText(terms.wrong).first().waitFor();
  await message.getByRole('link', { name: 'Why?' }).click();

  await page.waitForURL(new RegExp(`/communications/${story.wrong}\\.1\\.\\d/explain$`));
  const cause = page.getByRole('region', { name: 'The likely cause' });
  await cause.getByText('instructions').waitFor();
  const row = (factor: RegExp) => page.getByRole('region', { name: 'Factors' }).getByRole('row', { name: factor });
  await row(/^instructions/i)
    .getByText('differs', { exact: true })
    .nth(1)
    .waitFor();
  await row(/^contact data/i)
    .getByText('same')
    .first()
    .waitFor();
  await row(/^timing/i)
    .getByText('not applicable')
    .waitFor();
  await row(/^queue/i)
    .getByText('no hold is on')
    .waitFor();
  await page.getByLabel('Against').selectOption({ index: 1 });
  await page.waitForURL('**/explain?against=*');
  await page.getByLabel('What was learnt').fill('This one got the terms of another evening.');
  await page.getByRole('button', { name: 'Record the lesson' }).click();
  await page.getByRole('list', { name: 'Lessons recorded so far' }).getByText('terms of another evening').waitFor();

  await row(/^instructions/i)
    .getByRole('link', { name: /CampaignRevised/ })
    .first()
    .click();
  await page.waitForURL(`**/campaigns/${story.campaign.id}/versions`);

  await page.goto(`/runs?campaign=${story.campaign.id}`);
  await page.locator('[data-row]').first().waitFor();
  await page.getByLabel('Select all rows shown').check();
  await page.getByRole('button', { name: 'Select all that match' }).click();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Cancel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Wrong terms have gone out');
  await dialog.getByRole('button', { name: 'Cancel 2 runs' }).click();
  await dialog.getByRole('link', { name: 'What each run answered' }).click();
  await page.getByRole('link', { name: 'all that matched these filters' }).waitFor();
  await page.getByText('2 done, 2 refused').waitFor();
  await eventually(async () => {
    for (const id of [story.toReschedule, story.toCancel])
      expect((await runNow(under.client, id)).status).toBe('cancelled');
    return true;
  });
});

it('knows what is there now when two runs are compared, and names where there can be no now', async () => {
  const { page: open } = await under.signedIn();
  const page = await open(`/runs/compare?a=${story.right}&b=${story.wrong}`);
  const row = (factor: RegExp) => page.getByRole('region', { name: 'Factors' }).getByRole('row', { name: factor });
  for (const factor of [/^template/i, /^goal/i, /^contact data/i, /^sender/i, /^audience/i])
    await row(factor).getByText('same', { exact: true }).nth(1).waitFor();
  await row(/^instructions/i)
    .getByText('campaign v3')
    .waitFor();
  await row(/^replies/i)
    .getByText('not applicable')
    .waitFor();
  expect(await page.getByText('not known', { exact: true }).count()).toBe(0);
  await page.getByRole('link', { name: 'its campaign' }).first().click();
  await page.waitForURL(`**/campaigns/${story.campaign.id}/**`);
});

it.each(looks)(
  'has no fault that axe knows on the page of one message, and is never wider than the window: %j',
  async (look) => {
    const { page: open } = await under.signedIn(look);
    const page = await open(`/communications/${story.wrong}.1.0/explain`);
    await page.getByText('Every factor that was checked').waitFor();
    expect([await violationsOf(page), await overflowOf(page)]).toEqual([[], 0]);
    await page.goto('/communications/6z0j2v7k1m9q4w8x3c5d0f2h7n.1.0/explain');
    await page.getByRole('alert').waitFor();
    expect([await violationsOf(page), await overflowOf(page)]).toEqual([[], 0]);
  },
);
