import { fold } from '../kernel/decider.js';
import { manifestOf, pins, requestOf } from '../testing/run-fixtures.js';
import { runDecider } from './decide.js';
import type { RunEvent, RunRequest } from './messages.js';
import { retryOf } from './retry.js';

const runId = 'r1';
const manifest = { ...manifestOf(3), campaign: { id: 'c1', version: 7, hash: 'a7' } };
const lastly: readonly RunEvent[] = [
  { type: 'RunQueued', data: { runId } },
  { type: 'RunPreparing', data: { runId } },
  { type: 'RunStarted', data: { runId, manifest, batches: 1 } },
];

/** The retry that Bob asks for. */
const retried = (request: Partial<RunRequest>, events: readonly RunEvent[] = lastly): RunRequest => {
  const run = fold(runDecider, [{ type: 'RunRequested', data: requestOf(runId, request) }, ...events]);
  if (run.status === 'absent') throw new Error('it was requested');
  return retryOf(run, { runId: 'r2', trigger: 'bob', variables: 'v2' });
};

describe('a retry', () => {
  it('is a run of its own for everybody who was refused, and names the run it comes from', () => {
    expect(retried({ metadata: { ticket: '4711' }, trigger: 'ann', variables: 'v1' })).toEqual({
      runId: 'r2',
      campaignId: 'c1',
      type: 'retry',
      trigger: 'bob',
      channel: 'noop',
      pins: { ...pins, campaign: manifest.campaign },
      follow: 'pinned',
      audience: { kind: 'communications', of: runId, communicationIds: 'refused' },
      variables: 'v2',
      metadata: { ticket: '4711' },
      parent: { runId, relation: 'retry' },
    });
  });

  it('uses the versions that the run started with, or was to start with', () => {
    expect(retried({ follow: 'latest' }).pins.campaign.version).toBe(7);
    expect(retried({ follow: 'latest' }, []).pins).toEqual(pins);
    expect(retried({ follow: 'latest' })).toMatchObject({ follow: 'pinned' });
  });

  it('of a test is a test, and has as much time to start as the run had', () => {
    expect(retried({ type: 'test' }).type).toBe('test');
    expect(retried({ type: 'recurring' }).type).toBe('retry');
    expect(retried({ startWithinSeconds: 600 }).startWithinSeconds).toBe(600);
    expect(retried({})).not.toHaveProperty('startWithinSeconds');
  });
});
