import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { aReadyCampaign, type ReadyCampaign } from '../support/ready-campaign.js';
import { communicationsOf, everyItem, historyOf, startRun, untilEnded, untilRun } from '../support/runs.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { everyRow, rowsShown } from './support/rows.js';
import { settled } from './support/settled.js';

const under = consoleUnderTest({ apis: 2 });
let campaign: ReadyCampaign;
beforeAll(async () => {
  campaign = await aReadyCampaign(under.client, { contacts: 40, perSecond: 20 });
});

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

const scheduled = (count: number): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: count }, () => startRun(under.client, campaign.id, { startAt: inAnHour() })));

const cancel = (run: string, client = under.client): Promise<unknown> =>
  client.post(`/v1/runs/${run}/cancel`, { reason: 'The date has moved' });

const untilListed = (...runs: readonly string[]): Promise<true> =>
  eventually(async () => {
    const listed = (await everyItem<{ readonly id: string }>(under.client, '/v1/runs')).map(({ id }) => id);
    expect(listed).toEqual(expect.arrayContaining([...runs]));
    return true;
  });

/** As the server counts them. */
const openStreams = async (): Promise<number> =>
  Number(/^sortie_event_streams (\d+)$/m.exec(await under.client.text('/metrics'))?.[1]);

const untilStreams = (wanted: number): Promise<true> =>
  eventually(
    async () => (await openStreams()) === wanted || Promise.reject(new Error(`${await openStreams()} streams`)),
  );

const live = (page: Page): Promise<void> => page.getByText('Live', { exact: true }).waitFor();

const tabCount = 8;

it(`reads one stream for ${tabCount} tabs, and hands it over as tabs close without losing an event`, async () => {
  const runs = await scheduled(tabCount);
  const { page: open, context } = await under.signedIn();
  const readers: Page[] = [];
  context.on('request', (request) => {
    if (request.url().includes('/v1/events')) readers.push(request.frame().page());
  });
  const tabs = new Set<Page>();
  for (let tab = 0; tab < tabCount; tab += 1) tabs.add(await open('/runs?status=scheduled&status=cancelled'));
  await Promise.all([...tabs].map(live));
  await untilStreams(1);
  expect(new Set(readers).size).toBe(1);

  for (const run of runs) {
    const closing = tabs.size < tabCount || run !== runs[0];
    const leader = readers.at(-1);
    if (closing && leader !== undefined) {
      tabs.delete(leader);
      await leader.close();
    }
    // While nobody leads, or somebody has only just begun to.
    await cancel(run);
    for (const tab of tabs) await tab.locator(`[data-row="${run}"]`).getByText('Cancelled').waitFor();
    await untilStreams(1);
  }
  expect(tabs.size).toBe(1);
  for (const [last] of [[...tabs]]) await last?.close();
  await untilStreams(0);
}, 120_000);

it('goes on after the server was killed and started again, with no row twice and none missing', async () => {
  const [other] = under.service.apis.slice(1);
  if (other === undefined) throw new Error('there is one API only');
  const [moved = ''] = await scheduled(1);
  const sending = await startRun(under.client, campaign.id);
  await untilRun(under.client, sending, 'running');
  // A list that does not know a run yet would count it as new later.
  await untilListed(moved, sending);
  const { page: open } = await under.signedIn();
  const [list, messages, history] = await Promise.all(
    ['/runs', `/runs/${sending}/communications`, `/runs/${sending}/history?order=oldest`].map(open),
  );
  if (list === undefined || messages === undefined || history === undefined) throw new Error('three pages were opened');
  await live(list);
  await Promise.all([list, messages, history].map(settled));
  const before = await rowsShown(list);

  const [killed] = under.service.apis;
  const port = Number(new URL(under.client.url).port);
  await killed?.process.kill();
  await list.getByText('Every 5 s').waitFor();
  // Everything goes on meanwhile: by the other copy of the API, and the worker.
  await cancel(moved, other.client);
  const added = await startRun(other.client, campaign.id, { startAt: inAnHour() });
  await untilEnded(other.client, sending);
  expect(await rowsShown(list)).toEqual(before);
  await under.service.startApi(port);

  await live(list);
  await list.locator(`[data-row="${moved}"]`).getByText('Cancelled').waitFor();
  await list.locator(`[data-row="${sending}"]`).getByText('Completed').waitFor();
  expect(await rowsShown(list)).toEqual(before);
  await list.getByRole('button', { name: '1 new run' }).click();
  await list.locator(`[data-row="${added}"]`).waitFor();
  expect(await rowsShown(list)).toEqual([added, ...before]);

  await messages.getByText('Completed: 40 of 40 accepted').waitFor();
  const people = (await communicationsOf(other.client, sending)).map(({ contact }) => contact.name);
  await eventually(async () => {
    await settled(messages);
    const shown = await everyRow(messages, 'Communications of the run');
    expect(shown.map(([, status]) => status)).toEqual(people.map(() => 'Accepted'));
    expect(shown.map(([name]) => people.find((one) => name.startsWith(`${one}${campaign.tag}`)))).toEqual(people);
    return true;
  });
  const numbers = (await historyOf(other.client, sending)).map(({ number }) => `${number}`);
  await eventually(async () => {
    await settled(history);
    expect((await everyRow(history, 'Events of the run')).map(([number]) => number)).toEqual(numbers);
    return true;
  });
}, 180_000);
