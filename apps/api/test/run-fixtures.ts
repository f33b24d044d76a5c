import type { RunRequest } from '#domain/run/messages.js';
import type { HistoryEntry } from '#domain/testing/run-histories.js';
import type { EventStore } from '#eventstore/port.js';
import { latestPins } from '#eventstore/latest-pins.js';
import { newId } from '#platform/ids.js';
import { projections } from '#readmodel/projections.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import type { ApiRequest, ApiResponse, TestApi } from './api.js';
import { campaign, define, goal } from './fixtures.js';

/** Three contacts with the tag `dormant`, known as c-1 to c-3. */
export const putContacts = async (api: TestApi): Promise<void> => {
  for (const n of [1, 2, 3]) {
    const body = {
      email: `person${n}@example.com`,
      name: `Person ${n}`,
      tags: ['dormant'],
      attributes: { plan: 'pro' },
    };
    const { status } = await api.request(`PUT /v1/contacts/c-${n}`, { body });
    if (status !== 201) throw new Error(`contact c-${n}: ${status}`);
  }
};

/** An active campaign of the channel that sends nothing, with goal and segment. */
export const readyCampaign = async (api: TestApi, changes: object = {}): Promise<string> => {
  const goalId = await define(api, 'goals', { ...goal, measure: { kind: 'accepted' } });
  const segmentId = await define(api, 'segments', { name: 'Dormant', filter: { tag: 'dormant' } });
  const id = await define(api, 'campaigns', {
    ...campaign,
    channel: 'noop',
    goal: goalId,
    segment: segmentId,
    template: { text: 'Dear {{ contact.name }}, {{ instructions.opening }}' },
    ...changes,
  });
  const { status } = await api.request(`POST /v1/campaigns/${id}/activate`);
  if (status !== 202) throw new Error(`campaign was not activated: ${status}`);
  return id;
};

/** Starts a run under a key of its own. */
export const start = (
  api: TestApi,
  campaignId: string,
  body: object = {},
  { key = newId(), ...request }: ApiRequest & { readonly key?: string } = {},
): Promise<ApiResponse> =>
  api.request(`POST /v1/campaigns/${campaignId}/runs`, {
    as: 'operator',
    body,
    ...request,
    headers: { 'idempotency-key': key, ...request.headers },
  });

/** What a run of this campaign would be requested with. */
export const requestFor = async (
  { installation: { store } }: TestApi,
  campaignId: string,
  runId: string,
): Promise<Pick<RunRequest, 'runId' | 'campaignId' | 'pins'>> => {
  const pins = await latestPins(store, { campaignId });
  if (pins === null) throw new Error('the campaign is not complete');
  return { runId, campaignId, pins };
};

/** Writes a generated history into the log, event by event, in its order. */
export const record = async (store: EventStore, history: readonly HistoryEntry[]): Promise<void> => {
  const revisions = new Map<string, number>();
  for (const { stream, event, at } of history) {
    const metadata = {
      $correlationId: 'generated',
      $causationId: 'generated',
      actor: 'ann',
      source: 'worker',
      v: 1,
      occurredAt: at,
    } as const;
    const expected = revisions.get(stream) ?? 'none';
    const result = await store.append(stream, expected, [{ id: crypto.randomUUID(), ...event, metadata }]);
    if (!result.ok) throw new Error(`${stream} is not new`);
    revisions.set(stream, result.revision);
  }
};

/** Until these read models show everything. A neighbour's long transaction in the cluster may hold them back. */
export const caughtUp = async ({ installation: { pool, store } }: TestApi, ...names: string[]): Promise<void> => {
  const wanted = names.length === 0 ? ['runs', 'communications', 'history', 'replies', 'due'] : names;
  for (const { name, categories } of projections.filter((projection) => wanted.includes(projection.name))) {
    const head = await store.head({ categories });
    if (!(await waitUntilPassed(pool, store, [name], head, 50_000))) throw new Error(`the read model ${name} lags`);
  }
};
