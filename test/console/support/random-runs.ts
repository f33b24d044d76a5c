import fc from 'fast-check';
import type { RunRequest } from '#domain/run/messages.js';
import { type HistoryEntry, historyOf, runScripts } from '#domain/testing/run-histories.js';
import { requestOf } from '#domain/testing/run-fixtures.js';
import type { Instant } from '#domain/kernel/message.js';
import { newId } from '#platform/ids.js';
import { startTestApi, type TestApi } from '../../../apps/api/test/api.js';
import { campaign, define, goal } from '../../../apps/api/test/fixtures.js';
import { caughtUp, record, requestFor } from '../../../apps/api/test/run-fixtures.js';

export interface RandomRun {
  readonly id: string;
  readonly history: readonly HistoryEntry[];
}

export interface RandomRuns {
  readonly api: TestApi;
  readonly runs: readonly RandomRun[];
  /** When the versions of their campaign were published, from the first on; runs pinned version 1. */
  readonly published: readonly Instant[];
}

/** Generated runs begin at nine, and each event happens a second after the one before. */
const published = ['2026-11-22T08:59:00.000Z', '2026-11-22T09:00:07.000Z', '2026-11-22T09:00:19.000Z'] as const;

/** Longer ones show nothing else, and take the time of many shorter ones. */
const longest = 24;

/**
 * An API with so many runs in its log that went by chance, carried out by the deciders: nothing acts on them, so that their
 * histories are the generated ones. Their campaign got new versions while they were on their way.
 */
export const recordRandomRuns = async (count: number, seed: number, consoleFolder: string): Promise<RandomRuns> => {
  let now: Instant = published[0];
  const api = await startTestApi({ readModels: true, consoleFolder, clock: () => now });
  const goalId = await define(api, 'goals', { ...goal, measure: { kind: 'accepted' } });
  const segmentId = await define(api, 'segments', { name: 'Dormant', filter: { tag: 'dormant' } });
  const definition = {
    ...campaign,
    channel: 'noop',
    goal: goalId,
    segment: segmentId,
    template: { text: 'Dear {{ contact.name }}, {{ instructions.opening }}' },
  };
  const campaignId = await define(api, 'campaigns', definition);
  await api.request(`POST /v1/campaigns/${campaignId}/activate`);
  const pins = await requestFor(api, campaignId, newId());
  for (now of published.slice(1)) {
    const { status } = await api.request(`PUT /v1/campaigns/${campaignId}`, {
      body: { ...definition, name: `Spring, as of ${now}` },
      headers: { 'if-match': '*' },
    });
    if (status >= 300) throw new Error(`the campaign was not revised: ${status}`);
  }
  now = '2026-11-22T12:00:00.000Z';
  const runs = fc
    .sample(runScripts, { numRuns: count * 20, seed })
    .flatMap((script) => {
      const id = newId();
      const request: RunRequest = requestOf(id, { ...pins, runId: id });
      const history = historyOf(script, request);
      return history.length > longest ? [] : [{ id, history }];
    })
    .slice(0, count);
  await Promise.all(runs.map(({ history }) => record(api.installation.store, history)));
  await caughtUp(api);
  return { api, runs, published };
};
