import type { Page } from 'playwright-core';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { startRun } from '../support/runs.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { faultsOf } from './support/faults-of.js';
import { unseenFocus } from './support/focus.js';
import { settled } from './support/settled.js';

const under = consoleUnderTest();

/** These steps are done and no other, and nothing is wrong with the page as it is then. */
const done = async (page: Page, steps: readonly string[]): Promise<void> => {
  for (const step of steps) await page.locator(`[data-step=${step}][data-done=true]`).waitFor();
  expect(await page.locator('[data-done=true]').count()).toBe(steps.length);
  await settled(page);
  expect([...(await faultsOf(page, `${steps.length} done`)), ...(await unseenFocus(page))]).toEqual([]);
};

it('leads whoever begins to a first run, and ticks each step off as it is done', async () => {
  const { client } = under;
  const { page: open } = await under.signedIn();
  const page = await open('/');
  await page.waitForURL('**/start');
  await done(page, ['service']);
  await page.getByText('npx sortie keys create').waitFor();
  await page.getByText('npx sortie contacts import examples/contacts.csv').waitFor();

  await client.post('/v1/keys', { owner: 'Ada Lovelace', role: 'manager' });
  await page.getByText('Ada Lovelace has one.').waitFor();
  await done(page, ['service', 'key']);

  const campaign = await aReadyCampaign(client, {
    contacts: 2,
    changes: { name: 'A first invitation', channel: 'noop', sender: null },
  });
  await page.getByText('“A first invitation” is there.').waitFor();
  await page.getByText(`npx sortie run ${campaign.id}`).waitFor();
  await done(page, ['service', 'key', 'campaign']);

  const run = await startRun(client, campaign.id);
  await page.getByText('4 of 4 done').waitFor();
  await done(page, ['service', 'key', 'campaign', 'run']);
  await page.getByRole('link', { name: 'Open the run' }).click();
  await page.waitForURL(`**/runs/${run}/overview`);

  await page.goto('/');
  await page.waitForURL('**/runs');
}, 60_000);
