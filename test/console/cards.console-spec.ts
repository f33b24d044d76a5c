import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { startRun, untilRun } from '../support/runs.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { faultsOf } from './support/faults-of.js';
import { unseenFocus } from './support/focus.js';
import { settled } from './support/settled.js';

jest.setTimeout(120_000);

const contacts = 120;
const under = consoleUnderTest();
let run: string;
beforeAll(async () => {
  const campaign = await aReadyCampaign(under.client, {
    contacts,
    changes: { name: 'To many', channel: 'noop', sender: null },
  });
  run = await startRun(under.client, campaign.id);
  await untilRun(under.client, run, 'completed');
}, 120_000);

/** How often each role is in the tree that the browser hands to who does not see the page. */
const rolesOf = async (page: Page): Promise<Readonly<Record<string, number>>> => {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const roles = nodes.flatMap(({ ignored, role }) => (ignored ? [] : [String(role?.value)]));
  return Object.fromEntries(
    ['table', 'row', 'rowheader', 'columnheader', 'cell'].map((role) => [
      role,
      roles.filter((one) => one === role).length,
    ]),
  );
};

it.each([
  ['/communications', 'Communications of all runs', 7],
  ['/runs/RUN/communications', 'Communications of the run', 6],
] as const)('%s: on a phone each message is a card that says all of it', async (path, caption, columns) => {
  const { page: open } = await under.signedIn({ theme: 'light', width: 390 });
  const page = await open(path.replace('RUN', run));
  await settled(page);
  const list = page.getByRole('region', { name: caption });
  expect(await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  const first = list.getByRole('row').nth(1);
  for (const words of ['Person', 'Accepted', '@people.example'])
    await first.getByText(words, { exact: false }).first().waitFor();
  await first.locator('time').first().waitFor();
  expect(await faultsOf(page, 'cards')).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await unseenFocus(page)).toEqual([]);

  // It is the same table to who hears it: the browser’s own tree has its rows, headers and cells.
  const roles = await rolesOf(page);
  expect(roles).toMatchObject({ table: 1, columnheader: columns });
  expect(roles['rowheader']).toBeGreaterThan(5);
  expect(roles['row']).toBe((roles['rowheader'] ?? 0) + 1);
  expect(roles['cell']).toBe((roles['rowheader'] ?? 0) * (columns - 1));

  // Only cards in view are in the page, and scrolling comes to the last one.
  const last = list.locator(`tr[aria-rowindex="${contacts + 1}"]`);
  expect(await last.count()).toBe(0);
  // Cards are as high as they turn out to be: one that has come into view may be pushed out of it by those above.
  await eventually(async () => {
    const isAtEnd = await list.evaluate((place) => {
      const before = place.scrollTop;
      place.scrollBy(0, 2_000);
      return place.scrollTop === before;
    });
    return isAtEnd && (await last.count()) === 1;
  });
  expect(await last.getByRole('rowheader').textContent()).toMatch(/^Person/);
  await last.getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
});
