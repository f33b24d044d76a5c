import type { Page } from 'playwright-core';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { startRun, untilEnded } from '../support/runs.js';
import { looks, overflowOf, violationsOf } from './support/browser.js';
import { consoleUnderTest } from './support/console-under-test.js';

const under = consoleUnderTest();
let id: string;
let tag: string;

beforeAll(async () => {
  const { client } = under;
  const campaign = await aReadyCampaign(client, {
    contacts: 4,
    changes: {
      name: 'Tasting evening: invitation',
      limits: {
        maxRecipients: 500,
        quietHours: { windows: [{ from: '21:00', to: '21:01', days: ['sat', 'sun'] }], policy: 'hold' },
      },
      defaults: { season: 'autumn' },
    },
  });
  ({ id, tag } = campaign);
  const run = await startRun(client, id);
  await untilEnded(client, run);
  await client.post('/v1/lessons', { about: `run:${run}`, place: 'campaign', note: 'Say what the evening costs.' });
  await campaign.revise({
    name: 'Tasting evening: invitation',
    instructions: {
      prose: 'Warmer.',
      sections: { greeting: 'Hello', ask: 'Coming along?', unused: 'Nobody reads me' },
    },
  });
  await client.post('/v1/campaigns', { name: 'Half an idea', channel: 'email' });
  await aReadyCampaign(client, { contacts: 1, changes: { name: `Newsletter ${'of a long name '.repeat(8)}` } });
}, 120_000);

/** Each view with words that show that all of it is there. */
const views = (): readonly (readonly [path: string, words: string])[] => [
  ['/campaigns', 'campaigns on this page'],
  [`/campaigns?open=${id}`, 'It could run now.'],
  ['/campaigns?name=nobody', 'No campaign is so'],
  ['/campaigns/00000000000000000000000000', 'There is no such thing'],
  [`/campaigns/${id}/overview`, 'Say what the evening costs.'],
  [`/campaigns/${id}/edit`, 'None is missing for anybody.'],
  [`/campaigns/${id}/edit?beside=preview&contact=${tag}-0&contact=${tag}-1`, 'Hello Person 1'],
  [`/campaigns/${id}/versions?version=1`, 'Coming along?'],
  [`/campaigns/${id}/runs`, 'In the list of runs, with filters'],
];

const dialogs = [
  ['overview', 'Run…', 'At a time'],
  ['overview', 'Test…', 'To these addresses'],
  ['overview', 'Pause', 'No further run of it starts'],
] as const;

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  const wider = await overflowOf(page);
  return [...(await violationsOf(page)), ...(wider > 0 ? [`${wider} px wider than the window`] : [])];
};

it.each(looks)(
  'has no fault that axe knows on any view, and is never wider than the window: %j',
  async (look) => {
    const { page: open } = await under.signedIn(look);
    const page = await open('/campaigns');
    for (const [path, words] of views()) {
      await page.goto(path);
      await page.getByText(words).first().waitFor();
      expect([path, await faultsOf(page)]).toEqual([path, []]);
    }
  },
  180_000,
);

it.each([looks[0], looks[3]])(
  'has none in its dialogs either, and gives the focus back: %j',
  async (look) => {
    const { page: open } = await under.signedIn(look);
    const page = await open('/campaigns');
    for (const [tab, name, words] of dialogs) {
      await page.goto(`/campaigns/${id}/${tab}`);
      const button = page.getByRole('button', { name });
      await button.click();
      await page.getByRole('dialog').getByText(words).first().waitFor();
      expect([name, await faultsOf(page)]).toEqual([name, []]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await button.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true);
    }
    await page.goto(`/campaigns/${id}/edit`);
    await page.getByLabel('Subject').fill('Another subject');
    await page.getByText('Nothing speaks against it.').waitFor();
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByRole('dialog').getByText('/template/subject').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByText('As published').waitFor();
  },
  120_000,
);
