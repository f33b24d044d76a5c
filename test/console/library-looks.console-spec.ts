import type { Page } from 'playwright-core';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { startRun, untilEnded } from '../support/runs.js';
import { looks, overflowOf, violationsOf } from './support/browser.js';
import { consoleUnderTest } from './support/console-under-test.js';

const under = consoleUnderTest();
let ids: { readonly goal: string; readonly segment: string; readonly sender: string };

beforeAll(async () => {
  const { client } = under;
  const campaign = await aReadyCampaign(client, { contacts: 4, changes: { name: 'Tasting evening' } });
  const goal = {
    name: `Seats are taken ${'on a long evening '.repeat(8)}`,
    statement: 'Fill the tasting room',
    measure: { kind: 'accepted' },
    target: { share: 0.5 },
  };
  await client.revise(`/v1/goals/${campaign.goalId}`, { ...goal, summary: 'Measured now' });
  const run = await startRun(client, campaign.id);
  await untilEnded(client, run);
  await client.post('/v1/lessons', { about: `run:${run}`, place: 'goal', note: 'Half is too many on a Monday' });
  const { tag } = campaign;
  const filter = { all: [{ tag }, { any: [{ timeZone: 'Europe/Berlin' }, { not: { tag: 'stranger' } }] }] };
  const segment = await client.post<{ id: string }>('/v1/segments', { name: 'Regulars', filter });
  await client.post('/v1/holds', { scope: `sender:${campaign.senderId}`, reason: 'The provider asked us to wait' });
  ids = { goal: campaign.goalId, segment: segment.id, sender: campaign.senderId };
}, 120_000);

/** Each with words that show that all of it is there. */
const views = (): readonly (readonly [path: string, words: string])[] => [
  ['/goals', 'goal on this page'],
  ['/goals?name=nobody', 'No goal is so'],
  ['/goals/00000000000000000000000000', 'There is no such thing'],
  [`/goals/${ids.goal}/overview`, 'Half is too many on a Monday'],
  [`/goals/${ids.goal}/overview?as=table`, 'reached'],
  [`/goals/${ids.goal}/edit`, 'As it is published in v2.'],
  [`/goals/${ids.goal}/versions`, 'v2 as it was published'],
  [`/goals/${ids.goal}/used-by`, 'their newest versions point to it'],
  ['/goals/new', 'Nothing is published yet.'],
  ['/segments', 'segments on this page'],
  [`/segments/${ids.segment}/overview`, '4 contacts pass now'],
  [`/segments/${ids.segment}/edit`, '4 contacts pass now'],
  ['/senders?status=archived', 'No sender is so'],
  [`/senders/${ids.sender}/overview`, 'The provider asked us to wait'],
  [`/senders/${ids.sender}/edit`, 'As it is published in v1.'],
];

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  const wider = await overflowOf(page);
  return [...(await violationsOf(page)), ...(wider > 0 ? [`${wider} px wider than the window`] : [])];
};

it.each(looks)(
  'finds nothing wrong with goals, segments and senders, and nothing wider than the window: %j',
  async (look) => {
    const { page: open } = await under.signedIn(look);
    const page = await open('/goals');
    for (const [path, words] of views()) {
      await page.goto(path);
      await page.getByText(words).first().waitFor();
      expect([path, await faultsOf(page)]).toEqual([path, []]);
    }
  },
  180_000,
);

it.each(looks)('finds nothing wrong while they are read, and when the API does not answer: %j', async (look) => {
  const { page: open, context } = await under.signedIn(look);
  const page = await open('/goals');
  await context.route(/\/v1\/(goals|segments|senders)/, () => undefined);
  for (const path of ['/goals', `/segments/${ids.segment}/overview`]) {
    await page.goto(path);
    await page.locator('main [role=status][aria-label^=Load], main [role=status][aria-label^=Read]').first().waitFor();
    expect([path, await faultsOf(page)]).toEqual([path, []]);
  }
  await context.unroute(/\/v1\/(goals|segments|senders)/);
  await context.route(/\/v1\/(goals|segments|senders)/, (route) => route.abort());
  for (const path of ['/goals', `/senders/${ids.sender}/overview`]) {
    await page.goto(path);
    await page.getByText('The API did not answer').first().waitFor();
    expect([path, await faultsOf(page)]).toEqual([path, []]);
  }
});
