import { readFileSync } from 'node:fs';
import { consoleUnderTest } from './support/console-under-test.js';
import { pages } from './support/pages.js';
import { pressEverything } from './support/press-everything.js';
import { settled } from './support/settled.js';
import { inWorld, makeWorld, type World } from './support/world.js';

const under = consoleUnderTest();
let world: World;
let viewer: string;
beforeAll(async () => {
  world = await makeWorld(under.service, under.sink);
  const made = await under.client.post<{ secret: string }>('/v1/keys', { owner: 'Vera', role: 'viewer' });
  viewer = made.secret;
}, 180_000);

interface Route {
  readonly method: string;
  readonly path: string;
  readonly forViewers: boolean;
}

/** What a role may ask of the API, line by line as agreed. */
const commands: readonly Route[] = readFileSync('apps/api/test/access-matrix.txt', 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '))
  .flatMap(([method = '', path = '', ...roles]) =>
    method === 'GET' ? [] : [{ method, path, forViewers: roles.includes('viewer') }],
  );

const mayViewersSend = (method: string, url: string): boolean =>
  method === 'GET' ||
  commands.some(
    (route) =>
      route.forViewers &&
      route.method === method &&
      new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(new URL(url).pathname),
  );

it.each(pages)(
  '$path: whatever a viewer presses, nothing is asked that the API would refuse',
  async ({ path }) => {
    const { page: open, context } = await under.signedInAt(under.client.url, viewer);
    const asked: string[] = [];
    context.on('request', (request) => {
      const [method, url] = [request.method(), request.url()];
      if (!mayViewersSend(method, url)) asked.push(`${method} ${new URL(url).pathname}`);
    });
    const url = inWorld(world, path);
    const page = await open(url);
    await settled(page);
    // What is there and cannot be used says why.
    expect(
      await page
        .locator('main [aria-disabled=true]')
        .evaluateAll((all) => all.flatMap((one) => (one.getAttribute('title') ? [] : [one.textContent]))),
    ).toEqual([]);
    const pressed = await pressEverything(page, url);
    expect({ pressed, asked }).toEqual({ pressed, asked: [] });
    // Each page has at least the button with its requests.
    expect(pressed).not.toEqual([]);
  },
  90_000,
);

it('is refused each command by the API, from the browser too', async () => {
  const { context } = await under.signedInAt(under.client.url, viewer);
  const { origin } = new URL(under.client.url);
  const refused = commands.filter(({ forViewers, path }) => !forViewers && path.startsWith('/v1/'));
  expect(refused.length).toBeGreaterThan(40);
  for (const { method, path } of refused) {
    const url = path.replaceAll(/:(version|a|b)\b/g, '1').replaceAll(/:\w+/g, world.RUN);
    const answer = await context.request.fetch(`${origin}${url}`, {
      method,
      data: {},
      headers: { 'X-Sortie-Source': 'console', Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
    });
    expect([method, path, answer.status()]).toEqual([method, path, 403]);
  }
});
