import { consoleUnderTest } from './support/console-under-test.js';
import { looks, overflowOf, violationsOf } from './support/browser.js';
import { makeHostileRun, pagesOfRuns, shown } from './support/hostile-run.js';

const under = consoleUnderTest();
let run: string;
beforeAll(async () => {
  run = await makeHostileRun(under.service, under.sink);
}, 120_000);

it('has no fault that axe knows on any tab, in any look, and is never wider than the window', async () => {
  for (const look of looks) {
    const { page: open, misdeeds } = await under.signedIn(look);
    const page = await open('/runs');
    for (const [path, words] of pagesOfRuns) {
      await shown(page, run, path, words);
      expect([look, path, await violationsOf(page), await overflowOf(page)]).toEqual([look, path, [], 0]);
    }
    misdeeds.faults.length = 0;
    misdeeds.foreign.length = 0;
  }
}, 240_000);
