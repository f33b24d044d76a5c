import { emptyLedger } from '#domain/run/ledger.js';
import type { RecordedEvent } from '#eventstore/port.js';
import type { Read } from './history.js';
import { readLog } from './log.js';
import { statusGoesForwards } from './status.js';
import { quietHistory } from './testing/quiet-history.js';
import { World, worker } from './testing/world.js';

const judge = (events: readonly RecordedEvent[], reads: readonly Read[] = []) => {
  const history = quietHistory({ events, reads });
  return statusGoesForwards(history, readLog(history));
};
const read = (runId: string, revision: number, changes: Partial<Read> = {}): Read => ({
  client: 'c1',
  at: 0,
  from: 'run',
  runId,
  status: 'running',
  revision,
  ledger: emptyLedger,
  ...changes,
});

describe('what a client is shown of a run', () => {
  it('goes forwards or stays', () => {
    expect(judge([], [read('r', 2), read('r', 2), read('r', 5)])).toMatchObject({ holds: true, counts: { reads: 3 } });
    expect(judge([], [read('r', 2), read('r', 5), read('r', 4)])).toMatchObject({
      violations: 1,
      counterExample: [
        'c1 was shown an older state of run r',
        '1970-01-01T00:00:00.000Z c1 read run r by id: running at revision 5',
        '1970-01-01T00:00:00.000Z c1 read run r by id: running at revision 4',
      ].join('\n'),
    });
  });

  it('is one thing for each run, each client, and for the list and the run itself', () => {
    const others = [read('s', 1), read('r', 1, { client: 'c2' }), read('r', 1, { from: 'list' })];
    expect(judge([], [read('r', 5), ...others])).toMatchObject({ holds: true });
    expect(judge([], [read('r', 5, { from: 'list' }), read('r', 4, { from: 'list' })]).counterExample).toMatch(
      /c1 read run r in the list: running at revision 5\n/,
    );
  });
});

describe('the status of a run', () => {
  it('moves along the transitions, and what does not move it is no move', () => {
    const world = new World();
    world.start('r', ['k1']);
    world.deliver('r', 0);
    world.end('r');
    expect(judge(world.events)).toMatchObject({ holds: true, counts: { runs: 1, moves: 5, reads: 0 } });
  });

  it('does not begin in the middle', () => {
    const world = new World();
    world.start('r', ['k1']);
    const [first, ...rest] = world.events;
    const late = rest.filter(({ type }) => type !== 'RunQueued');
    if (first === undefined) throw new Error('nothing happened');
    expect(judge([first, ...late]).counterExample).toMatch(/^from requested to preparing\n.*RunPreparing/);
    const requested = { ...first, id: 'again' };
    expect(judge([...world.events, requested]).counterExample).toMatch(/^from running to requested\n.*RunRequested/);
  });

  it('does not go on after its end', () => {
    const world = new World();
    world.start('r', ['k1']);
    world.deliver('r', 0);
    world.end('r');
    world.append('run-r', { type: 'RunQueued', data: { runId: 'r' } }, worker);
    expect(judge(world.events)).toMatchObject({
      violations: 1,
      counterExample: expect.stringMatching(/^from completed to queued\n.*RunQueued/),
    });
  });
});
