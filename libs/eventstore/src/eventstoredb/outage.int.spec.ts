import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { events, follow, ids } from '../../../../test/contracts/eventstore/samples.js';
import { eventually } from '../../../../test/support/eventually.js';
import { type EventStoreDouble, startDouble } from '../../../../test/support/eventstoredb/start.js';
import { type AppendResult, type EventStore, LogUnavailable, type NewEvent, start } from '../port.js';
import { openEventStoreDb } from './store.js';

const streams = 8;
const appends = 20;
const perAppend = 3;

/** Each of them once in a while, in the middle of everything. */
const troubles: readonly ((double: EventStoreDouble) => Promise<void>)[] = [
  (double) => double.fault({ kind: 'cut-connections' }),
  (double) => double.fault({ kind: 'cut-subscriptions', as: 'cancelled' }),
  (double) => double.fault({ kind: 'drop-answer', when: 'after-commit', how: 'timeout', times: 5 }),
  (double) => double.restart(),
  (double) => double.fault({ kind: 'silent-subscriptions' }),
  (double) => double.fault({ kind: 'drop-answer', when: 'before-commit', how: 'reset', times: 3 }),
  async (double) => {
    await double.fault({ kind: 'not-ready' });
    await double.heal();
  },
  (double) => double.restart(),
];

test('writers and subscribers come through cuts, kills, silence and lost answers: nothing lost, nothing twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sortie-outage-'));
  const double = await startDouble({ folder });
  const trouble: Error[] = [];
  const open = (): Promise<EventStore> =>
    openEventStoreDb({
      url: double.url,
      patienceMs: 4_000,
      watchMs: 300,
      silenceMs: 600,
      onTrouble: (error) => trouble.push(error),
    });
  const [writing, reading] = await Promise.all([open(), open()]);
  const persistently = async (stream: string, after: number, batch: readonly NewEvent[]): Promise<AppendResult> => {
    for (;;) {
      try {
        return await writing.append(stream, after < 0 ? 'none' : after, batch);
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
      }
    }
  };

  const total = streams * appends * perAppend;
  const written: string[] = [];
  const caused = new Set<number>();
  const cause = async (): Promise<void> => {
    const due = Math.floor((written.length / total) * troubles.length);
    if (caused.has(due)) return;
    caused.add(due);
    await troubles[due]?.(double);
  };
  const followers = [{ pageSize: 500 }, { pageSize: 7, categories: ['run'] }, {}].map((options, index) =>
    follow(index === 0 ? writing : reading, options, ({ length }) => length >= total),
  );
  const refused: AppendResult[] = [];
  await Promise.all(
    Array.from({ length: streams }, async (_, stream) => {
      for (let n = 0; n < appends; n += 1) {
        const batch = events(perAppend);
        const answer = await persistently(`run-${stream}`, n * perAppend - 1, batch);
        if (!answer.ok) refused.push(answer);
        written.push(...ids(batch));
        await cause();
      }
    }),
  );

  expect(refused).toEqual([]);
  for (const delivered of await Promise.all(followers)) {
    expect(ids(delivered).toSorted()).toEqual(written.toSorted());
    for (let stream = 0; stream < streams; stream += 1) {
      const revisions = delivered.filter((event) => event.stream === `run-${stream}`).map(({ revision }) => revision);
      expect(revisions).toEqual(Array.from({ length: appends * perAppend }, (_, n) => n));
    }
    const positions = delivered.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => reading.compare(a, b)));
  }
  const head = await eventually(() => reading.head({ categories: ['run'] }).catch(() => false as const));
  expect(head).toBe((await reading.readAll(start, total)).events.at(-1)?.position);
  expect(trouble.filter((error) => !(error instanceof LogUnavailable))).toEqual([]);
  expect(caused.size).toBeGreaterThanOrEqual(troubles.length - 1);
  await Promise.all([writing.close(), reading.close()]);
  await double.stop();
  rmSync(folder, { recursive: true });
});
