import type { Page } from 'playwright-core';
import { startTestApi, type TestApi } from '../../apps/api/test/api.js';
import { looks, overflowOf, violationsOf } from './support/browser.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { keptFocus, unseenFocus } from './support/focus.js';
import { type PageOfConsole, pages } from './support/pages.js';
import { drawn, settled } from './support/settled.js';
import { inWorld, makeWorld, type World } from './support/world.js';

/** Those that show a list, or begin with nothing, and need no id: they are there in an empty installation too. */
const pagesOfNothing: readonly PageOfConsole[] = [
  ...pages.filter(({ path }) => !/[A-Z]{3,}/.test(path)),
  { path: '/goals/new' },
  { path: '/segments/new' },
  { path: '/senders/new' },
  { path: '/schedules/new' },
];

const under = consoleUnderTest();
let world: World;
beforeAll(async () => {
  world = await makeWorld(under.service, under.sink);
}, 180_000);

/** Buttons that were tried on a page before; most are on every page. */
const tried = new Set<string>();

/** What axe and the window find wrong with the page as it is, in every look: a page follows the browser while it is open. */
const faultsOf = async (page: Page, state: string): Promise<readonly string[]> => {
  const faults: string[] = [];
  // The browser draws a page behind another one once in a second.
  await page.bringToFront();
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.theme });
    await page.setViewportSize({ width: look.width, height: 800 });
    await drawn(page);
    const wider = await overflowOf(page);
    const found = [...(await violationsOf(page)), ...(wider > 0 ? [`${wider} px wider than the window`] : [])];
    faults.push(...found.map((fault) => `${state}, ${look.theme}, ${look.width}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: looks[0]?.theme ?? null });
  await page.setViewportSize({ width: 1280, height: 800 });
  return faults;
};

/** What pages read; who is signed in and the stream of events are not of a page. */
const reading = /\/v1\/(?!session|events)/;

it.each(pages)(
  '$path: nothing wrong, full, while it loads, and when the API does not answer; the focus is seen and comes back',
  async ({ path }) => {
    const { page: open, context } = await under.signedIn();
    const url = inWorld(world, path);
    // The others begin meanwhile: what fails is tried again for some seconds.
    const [full, broken, loading] = await Promise.all([open(url), context.newPage(), context.newPage()]);
    await broken.route(reading, (route) => route.abort());
    await loading.route(reading, () => undefined);
    await Promise.all([broken.goto(url), loading.goto(url)]);

    await settled(full);
    const faults = [
      ...(await full.locator('main [role=alert]').allTextContents()),
      ...(await faultsOf(full, 'full')),
      ...(await unseenFocus(full)),
      ...(await keptFocus(full, tried)),
    ];
    await full.close();
    await loading
      .locator('main [role=status][aria-label^=Load], main [role=status][aria-label^=Read]')
      .first()
      .waitFor();
    faults.push(...(await faultsOf(loading, 'loading')));
    await broken.locator('main [role=alert]').first().waitFor();
    faults.push(...(await faultsOf(broken, 'error')));
    expect(faults).toEqual([]);
  },
  90_000,
);

describe('of an empty installation', () => {
  let empty: TestApi;
  beforeAll(async () => {
    empty = await startTestApi({ readModels: true, consoleFolder: 'dist/apps/console' });
  });
  afterAll(() => empty.stop());

  it.each(pagesOfNothing)('$path: nothing wrong', async ({ path }) => {
    const { page: open } = await under.signedInAt(empty.url, empty.keys.admin);
    const page = await open(path);
    await settled(page);
    const faults = [...(await page.locator('main [role=alert]').allTextContents()), ...(await faultsOf(page, 'empty'))];
    expect(faults).toEqual([]);
  });
});
