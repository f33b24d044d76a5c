import type { RunStatus } from '#domain/run/lifecycle.js';
import { isFinal } from '#domain/run/lifecycle.js';
import { hostileMail, optOutOf, replyTo } from './answers.js';
import { observe } from './observe.js';
import { idOf } from './plan.js';
import type { RecordingClient } from './recording-client.js';
import { itemsOf, type Scene } from './scene.js';

export type Act = (client: RecordingClient, scene: Scene) => Promise<void>;

/** What clients do, and how often compared with each other. */
export const actions = {
  'start-run': [8, (client, scene) => start(client, scene, {})],
  'schedule-run': [
    3,
    (client, scene) => start(client, scene, { startAt: inMs(1_000 + client.chance.below(8_000)), follow: 'latest' }),
  ],
  'repeat-start': [2, (client, scene) => start(client, scene, { metadata: { again: 'yes' } }, true)],
  'revise-goal': [
    1,
    async (client, { plan }) => {
      const body = { name: 'Answers', statement: `to hear from people, ${client.chance.below(1_000_000)}` };
      await put(client, 'revise-goal', `/v1/goals/${plan.goal}`, body);
    },
  ],
  'revise-campaign': [
    2,
    async (client, { plan }) => {
      const { id, definition } = client.chance.pick(plan.campaigns);
      const instructions = { ...definition.instructions, prose: `Be kind, ${client.chance.below(1_000_000)} times.` };
      await put(client, 'revise-campaign', `/v1/campaigns/${id}`, { ...definition, instructions });
    },
  ],
  'define-goal': [
    1,
    async (client) => {
      const body = { name: `Another ${client.chance.below(1_000_000)}`, statement: 'to be there' };
      await client.carryThrough({ name: 'define-goal', method: 'POST', path: '/v1/goals', body, changes: 'always' });
    },
  ],
  reschedule: [
    1,
    (client, scene) => onRun(client, scene, 'reschedule', { startAt: inMs(2_000 + client.chance.below(3_000)) }),
  ],
  'start-now': [1, (client, scene) => onRun(client, scene, 'start-now')],
  pause: [2, (client, scene) => onRun(client, scene, 'pause')],
  resume: [3, (client, scene) => onRun(client, scene, 'resume')],
  cancel: [1, (client, scene) => onRun(client, scene, 'cancel')],
  'retry-failed': [1, (client, scene) => onRun(client, scene, 'retry-failed')],
  approve: [4, (client, scene) => approve(client, scene)],
  reply: [5, (client, scene) => replyTo(client, scene)],
  'opt-out': [1, (client, scene) => optOutOf(client, scene)],
  'hostile-mail': [1, (client, scene) => hostileMail(client, scene)],
  suppress: [
    1,
    async (client, { plan }) => {
      const body = { address: client.chance.pick(plan.addresses.slice(1)) };
      await client.carryThrough({
        name: 'suppress',
        method: 'POST',
        path: '/v1/suppressions',
        body,
        changes: 'perhaps',
      });
    },
  ],
  hold: [
    1,
    async (client, { plan, holds }) => {
      const scope = `campaign:${client.chance.pick(plan.campaigns).id}`;
      holds.add(scope);
      await setHold(client, 'hold', scope);
    },
  ],
  lift: [
    3,
    async (client, { holds }) => {
      const [scope] = holds;
      if (scope === undefined) return;
      if ((await setHold(client, 'lift', scope)) !== null) holds.delete(scope);
    },
  ],
  look: [10, (client, scene) => observe(client, scene)],
} satisfies Record<string, readonly [often: number, act: Act]>;

export const setHold = (client: RecordingClient, name: 'hold' | 'lift', scope: string): Promise<unknown> =>
  client.carryThrough({
    name,
    method: 'POST',
    path: name === 'hold' ? '/v1/holds' : '/v1/holds/lift',
    body: { scope, ...(name === 'hold' ? { reason: 'a wrong price' } : {}) },
    changes: 'perhaps',
  });

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** More would only pile up on a slow machine. */
const mostOpenRuns = 12;

const start = async (
  client: RecordingClient,
  { plan, runs, statuses }: Scene,
  body: { readonly startAt?: string; readonly follow?: string; readonly metadata?: object },
  twice = false,
): Promise<void> => {
  const { id } = client.chance.pick(plan.campaigns);
  if (runs.filter((runId) => !isFinal(statuses.get(runId) ?? 'queued')).length >= mostOpenRuns) return;
  const name = body.startAt === undefined ? 'start-run' : 'schedule-run';
  const wish = { name, method: 'POST', path: `/v1/campaigns/${id}/runs`, body, changes: 'always' } as const;
  const answered = await (twice ? client.carryThroughTwice(wish) : client.carryThrough(wish));
  if (answered === null || answered.status >= 300) return;
  const runId = idOf(answered.body);
  runs.push(runId);
  statuses.set(runId, body.startAt === undefined ? 'queued' : 'scheduled');
};

const put = (client: RecordingClient, name: string, path: string, body: object): Promise<unknown> =>
  client.carryThrough({
    name,
    method: 'PUT',
    path,
    body,
    headers: { 'if-match': '*' },
    changes: 'perhaps',
    once: true,
  });

type RunAction = 'pause' | 'resume' | 'cancel' | 'reschedule' | 'start-now' | 'retry-failed';

/** For which runs an action may be meant; the service refuses it all the same where it comes too late. */
const meant: Readonly<Record<RunAction, readonly RunStatus[]>> = {
  pause: ['queued', 'preparing', 'running'],
  resume: ['paused', 'pausing'],
  cancel: ['scheduled', 'queued', 'preparing', 'running', 'paused', 'awaiting_approval'],
  reschedule: ['scheduled'],
  'start-now': ['scheduled'],
  'retry-failed': ['completed_with_failures'],
};

export const onRun = async (
  client: RecordingClient,
  { runs, statuses }: Scene,
  action: RunAction,
  body: object = {},
): Promise<void> => {
  const candidates = runs.filter((id) => meant[action].includes(statuses.get(id) ?? 'completed'));
  if (candidates.length === 0) return;
  const runId = client.chance.pick(candidates);
  const path = `/v1/runs/${runId}/${action}`;
  const answered = await client.carryThrough({ name: action, method: 'POST', path, body, changes: 'perhaps' });
  if (action === 'retry-failed' && answered !== null && answered.status < 300) runs.push(idOf(answered.body));
};

/** All drafts of a run that are there when it is looked at. */
const approve = async (client: RecordingClient, { runs, statuses }: Scene): Promise<void> => {
  const candidates = runs.filter((id) => !isFinal(statuses.get(id) ?? 'completed'));
  if (candidates.length === 0) return;
  await approveRun(client, client.chance.pick(candidates));
};

export const approveRun = async (client: RecordingClient, runId: string): Promise<void> => {
  const drafts = itemsOf(await client.read(`/v1/drafts?run=${runId}&limit=1`));
  const seen = drafts.length === 0 ? 0 : await historyLength(client, runId);
  if (seen === 0) return;
  const body = { run: runId, seen };
  const path = '/v1/drafts/approve';
  await client.carryThrough({ name: 'approve', method: 'POST', path, body, changes: 'perhaps' });
};

const historyLength = async (client: RecordingClient, runId: string): Promise<number> => {
  const page = await client.read(`/v1/runs/${runId}/replay?limit=1`);
  return typeof page === 'object' && page !== null && 'number' in page && typeof page.number === 'number'
    ? page.number
    : 0;
};
