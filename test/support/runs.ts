import { balances } from '#domain/run/ledger.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Ledger } from '#domain/run/messages.js';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import type { ReplayView } from '../../apps/api/src/replay/replay.js';
import type { RunDifference } from '../../apps/api/src/replay/verify-run.js';
import type { HistoryItem, HistoryView } from '../../apps/api/src/runs/run-parts-view.js';
import type { RunView } from '../../apps/api/src/runs/run-view.js';
import { eventually } from './eventually.js';
import type { ServiceClient } from './service-client.js';

/** Most claims of one worker without an outcome on the email channel. */
export const windowOfWorker = 10;

const final: readonly RunStatus[] = ['completed', 'completed_with_failures', 'cancelled', 'failed', 'missed'];

/** Starts, or with `startAt` schedules, a run of the campaign. */
export const startRun = async (client: ServiceClient, campaignId: string, body: object = {}): Promise<string> =>
  (await client.command(`/v1/campaigns/${campaignId}/runs`, body)).id;

export const runNow = (client: ServiceClient, runId: string): Promise<RunView> =>
  client.get<RunView>(`/v1/runs/${runId}`);

/** The run once it stands in one of the statuses; fails at once when it has ended in another one. */
export const untilRun = (client: ServiceClient, runId: string, ...statuses: readonly RunStatus[]): Promise<RunView> =>
  untilRunSo(client, runId, ({ status }) => statuses.includes(status), statuses.join(' or '));

/** The run once it has ended, whatever its end, and every list shows it as its events say. */
export const untilEnded = async (client: ServiceClient, runId: string): Promise<RunView> => {
  await untilRun(client, runId, ...final);
  const differences = await replay(client, runId);
  if (differences.length > 0)
    throw new Error(`run ${runId} is not what its events say: ${JSON.stringify(differences)}`);
  return runNow(client, runId);
};

/** Folds the run by the deployed code and compares it with the read models, once these have caught up with the log. */
export const replay = async (client: ServiceClient, runId: string): Promise<readonly RunDifference[]> => {
  const { verdict } = await client.get<ReplayView>(`/v1/runs/${runId}/replay?verify=true&limit=1`);
  if (verdict === null) throw new Error('the replay did not verify');
  return verdict.differences;
};

/** The run once the condition holds. */
export const untilRunSo = async (
  client: ServiceClient,
  runId: string,
  so: (run: RunView) => boolean,
  wish: string,
): Promise<RunView> => {
  const run = await eventually(
    async () => {
      const now = await runNow(client, runId);
      return so(now) || final.includes(now.status) ? now : Promise.reject(new Error(describe(now, wish)));
    },
    { patienceMs: 45_000, everyMs: 100 },
  );
  if (!so(run)) throw new Error(describe(run, wish));
  return run;
};

const describe = ({ id, status, ledger, waitingFor }: RunView, wish: string): string =>
  `run ${id} should be ${wish} and is ${status}: ${JSON.stringify({ ledger, waitingFor })}`;

/** Every page of a list. */
export const everyItem = async <Item>(client: ServiceClient, path: string): Promise<readonly Item[]> => {
  const items: Item[] = [];
  const more = (after: string): string => `${path}${path.includes('?') ? '&' : '?'}limit=100${after}`;
  for (let after: string | null = ''; after !== null;) {
    const page: { items: readonly Item[]; next: string | null } = await client.get(more(after));
    items.push(...page.items);
    after = page.next === null ? null : `&after=${encodeURIComponent(page.next)}`;
  }
  return items;
};

export const communicationsOf = (
  client: ServiceClient,
  runId: string,
  status?: CommunicationSummary['status'],
): Promise<readonly CommunicationSummary[]> =>
  everyItem(client, `/v1/runs/${runId}/communications${status === undefined ? '' : `?status=${status}`}`);

/** Everything that happened to a run, in order. */
export const historyOf = async (client: ServiceClient, runId: string): Promise<readonly HistoryItem[]> => {
  const items: HistoryItem[] = [];
  for (;;) {
    const page = await client.get<HistoryView>(`/v1/runs/${runId}/history?limit=500&after=${items.length}`);
    items.push(...page.items);
    if (!page.more) return items;
  }
};

/** The run's own account. Throws when it does not balance. */
export const balanced = ({ id, ledger }: Pick<RunSummary, 'id' | 'ledger'>): Ledger => {
  if (!balances(ledger)) throw new Error(`the ledger of run ${id} does not balance: ${JSON.stringify(ledger)}`);
  return ledger;
};

export const replayEveryRun = async (
  client: ServiceClient,
): Promise<{ readonly runs: number; readonly differences: readonly RunDifference[] }> => {
  const runs = await everyItem<RunSummary>(client, '/v1/runs');
  const differences: RunDifference[] = [];
  for (const { id } of runs) differences.push(...(await replay(client, id)));
  return { runs: runs.length, differences };
};
