import { startTestApi, type TestApi } from '../../apps/api/test/api.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { faultsOf } from './support/faults-of.js';
import { keptFocus, unseenFocus } from './support/focus.js';
import { type PageOfConsole, pages } from './support/pages.js';
import { settled } from './support/settled.js';
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
