import fc from 'fast-check';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { type PageOfConsole, pages } from './support/pages.js';
import { settled } from './support/settled.js';
import { viewOf } from './support/view-of.js';
import { wander } from './support/wander.js';
import { inWorld, makeWorld, type World } from './support/world.js';

const states = Number(process.env['STATES'] ?? 200);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
/** Each begins with an address made by chance, and goes on by what the pages offer. */
const statesOfWalk = 4;

const under = consoleUnderTest();
let world: World;
beforeAll(async () => {
  world = await makeWorld(under.service, under.sink);
}, 180_000);

/** Addresses of a page: some of its names, each with one or two values. */
const addressesOf = ({ path, choices = {} }: PageOfConsole): fc.Arbitrary<string> =>
  fc
    .shuffledSubarray(Object.keys(choices))
    .map((names) => names.slice(0, 4))
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc
            .subarray([...(choices[name] ?? [])], { minLength: 1 })
            .map((values) => values.slice(0, 2).map((value) => `${name}=${value}`)),
        ),
      ),
    )
    .map((pairs) => {
      const search = pairs.flat().join('&');
      return search === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${search}`;
    });

interface Walk {
  readonly address: string;
  readonly chances: readonly number[];
}

/** Every page is the beginning of as many walks as every other one. */
const walk = (number: number): Walk => {
  const page = pages[number % pages.length] ?? { path: '/runs' };
  const chance = fc.nat(999_999).map((millionths) => millionths / 1_000_000);
  const chances = fc.array(chance, { minLength: statesOfWalk - 1, maxLength: statesOfWalk - 1 });
  const [one] = fc.sample(fc.record({ address: addressesOf(page), chances }), { numRuns: 1, seed: seed + number });
  if (one === undefined) throw new Error('a sample of one was asked for');
  return one;
};

it(`shows in a fresh profile what it shows where it was reached: ${states} views (SEED=${seed})`, async () => {
  const { page: open, context } = await under.signedIn();
  const first = await open('/runs');
  const storageState = { cookies: await context.cookies(), origins: [] };
  const seen = new Set<string>();
  const compare = async (how: readonly string[]): Promise<void> => {
    const { pathname, search } = new URL(first.url());
    const url = pathname + search;
    if (seen.has(url) || seen.size === states) return;
    seen.add(url);
    const fresh = await under.stranger();
    await fresh.context.addCookies(storageState.cookies);
    const page = await fresh.page(url);
    await settled(page);
    await eventually(
      async () => {
        const [there, here] = await Promise.all([viewOf(first), viewOf(page)]);
        expect({ url, how, seed, view: here }).toEqual({ url, how, seed, view: there });
        return true;
      },
      { patienceMs: 5_000, everyMs: 100 },
    );
    await fresh.close();
    expect(fresh.misdeeds).toEqual({ foreign: [], faults: [] });
  };
  for (let number = 0; seen.size < states; number += 1) {
    const { address, chances } = walk(number);
    const how = [inWorld(world, address)];
    await first.goto(how[0] ?? '');
    await settled(first);
    await compare(how);
    for (const chance of chances) {
      how.push(await wander(first, chance));
      await compare(how);
    }
  }
  figure(`console: ${seen.size} views, seed ${seed}, are the same in a fresh profile`);
}, 900_000);
