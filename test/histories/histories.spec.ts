import { currentVersion, upcasters, upcastStrictly } from '#eventstore/upcasters.js';
import { checkHistory } from '../chaos/checker/check.js';
import { entriesOf } from '../chaos/checker/entries.js';
import { reportOf } from '../chaos/checker/report.js';
import { allThatTheLogTells } from './as-checked.js';
import { foldStream } from './folding.js';
import { everyHistory, lineOf } from './history-file.js';
import { foldsOf } from './summary.js';

const histories = everyHistory();

test('there are histories of what people do with the service, and nothing personal in them', () => {
  expect(histories.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['campaign-run', 'cancelled', 'crash-never-resend', 'crash-resend', 'erased', 'paused', 'reviewed']),
  );
  const text = histories.flatMap(({ events, summary }) => [...events.map(lineOf), JSON.stringify(summary)]).join('');
  // The recording's people live at people.example and are called Person; testers are named by their address.
  expect(text).not.toMatch(/people\.example|Person [0-9]|tester@|operator-/);
  expect(text.length).toBeLessThan(300_000);
});

describe.each(histories)('$name of release $release', ({ events, release, summary }) => {
  const lifted = events.map((event) => upcastStrictly(event, upcasters));

  test('every event is known to this release, or made into one that is', () => {
    expect(lifted.map(({ metadata }) => metadata.v)).toEqual(lifted.map(({ type }) => currentVersion(type)));
    expect(entriesOf({ events: lifted, poisoned: [] }).strange).toEqual([]);
  });

  test('every aggregate can be loaded', () => {
    const streams = new Set(lifted.map(({ stream }) => stream));
    for (const stream of streams) {
      const own = lifted.filter((event) => event.stream === stream);
      const fold = foldStream[stream.split('-')[0] as keyof typeof foldStream];
      expect(fold(own)).toBeDefined();
    }
  });

  test('every run comes to the status, ledger, messages and answers that it came to then', () => {
    expect(summary.events).toBe(events.length);
    expect(foldsOf(lifted)).toEqual(summary.folds);
  });

  test('the checker finds nothing wrong with it', () => {
    const verdicts = checkHistory(allThatTheLogTells({ events: lifted, release }));
    expect(reportOf(verdicts.filter(({ holds }) => !holds))).toEqual([]);
  });
});
