import { answered, type Schemas } from '#client/client.js';
import { listed, runNow, type Session } from '../../demo/src/commands.js';
import type { Run } from '../../demo/src/follow-run.js';
import { until } from '../../demo/src/until.js';

/** Waits until a run satisfies something. */
export const runWhere = (session: Session, id: string, what: string, is: (run: Run) => boolean): Promise<Run> =>
  until(
    `run ${id} ${what}`,
    async () => {
      const run = await runNow(session, id);
      return is(run) ? run : null;
    },
    { timeoutMs: 30_000, everyMs: 100, signal: session.signal },
  );

export const runIn = (session: Session, id: string, ...statuses: readonly Run['status'][]): Promise<Run> =>
  runWhere(session, id, `is ${statuses.join(' or ')}`, ({ status }) => statuses.includes(status));

export const steer = async (
  { client }: Session,
  id: string,
  action: 'pause' | 'cancel',
  reason: string,
): Promise<void> => {
  const params = { path: { id }, header: listed };
  const path = action === 'pause' ? '/v1/runs/{id}/pause' : '/v1/runs/{id}/cancel';
  await answered(client.POST(path, { params, body: { reason } }));
};

export const reschedule = async (
  { client }: Session,
  id: string,
  startAt: Schemas['StartTime'],
  reason: string,
): Promise<void> => {
  const params = { path: { id }, header: listed };
  await answered(client.POST('/v1/runs/{id}/reschedule', { params, body: { startAt, reason } }));
};
