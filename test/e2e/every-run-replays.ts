import { figure } from '../support/figure.js';
import { replayEveryRun } from '../support/runs.js';
import type { UnderTest } from './service-under-test.js';

/** The last test of a file: what its runs look like is what their events say. */
export const everyRunReplays = (at: UnderTest): void => {
  test('every run of this file, folded again from its events, is what the read models show: 0 differences', async () => {
    const sent = at.sink.stored.length;
    const { runs, differences } = await replayEveryRun(at.client);
    expect(differences).toEqual([]);
    expect(runs).toBeGreaterThan(0);
    expect(at.sink.stored.length).toBe(sent);
    figure(`replay --verify: ${runs} runs, ${differences.length} differences, 0 messages sent`);
  });
};
