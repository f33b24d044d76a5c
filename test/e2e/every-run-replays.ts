import { figure } from '../support/figure.js';
import { inDatabase } from '../support/in-database.js';
import { replayEveryRun } from '../support/runs.js';
import type { Service } from '../support/service.js';
import type { UnderTest } from './service-under-test.js';

/** The last test of a file: what its runs look like is what their events say. */
export const everyRunReplays = (at: UnderTest): void => {
  test('every run of this file, folded again from its events, is what the read models show: 0 differences', async () => {
    const sent = at.sink.stored.length;
    const { runs, differences } = await replayEveryRun(at.client);
    expect(differences).toEqual([]);
    expect(runs).toBeGreaterThan(0);
    expect(at.sink.stored.length).toBe(sent);
    await standsWhereItSays(at.service);
    figure(
      `replay --verify: ${runs} runs, ${differences.length} differences, 0 messages sent, on ${at.service.stack.name}`,
    );
  });
};

/** Figures of a stack are worth nothing when the service has written elsewhere. */
const standsWhereItSays = async ({ databaseUrl, stack }: Service): Promise<void> => {
  const [inTable] = await inDatabase<{ log: boolean }>(databaseUrl, 'select exists (select from log.events) as log');
  expect([stack.name, inTable?.log]).toEqual([stack.name, stack.double === undefined]);
  if (stack.double) expect((await stack.double.state()).events).toBeGreaterThan(0);
  if (stack.redis) expect(await stack.redis.cli('--scan')).not.toBe('');
};
