import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { openEventStore } from '#eventstore/open.js';
import { start } from '#eventstore/port.js';
import { openPool } from '#platform/database/pool.js';
import { createClient } from '#client/client.js';
import type { Stack, StackName } from '../../../test/support/stacks.js';
import { openStack, stackLines } from '../../demo/src/stack.js';
import { install } from './installation.js';
import { defineCampaign, fillContacts } from './setting.js';

export interface RunFigures {
  readonly stack: string;
  readonly recipients: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Most claims without an outcome that a crash could have left. */
  readonly window: number;
  readonly workerPeakMb: number;
  /** Accepted ones that the read model, the rendered bodies and the log agree on. */
  readonly verified: boolean;
}

/**
 * One run through the product's own path: audience frozen, templates rendered and stored, claims and outcomes
 * durable in the log, communications and run visible to a query. The channel sends nothing.
 */
export const benchRun = async (recipients: number, name: StackName): Promise<RunFigures> => {
  const stack = await openStack(name);
  const installation = await install(stack);
  const pool = openPool(installation.databaseUrl, { max: 2, name: 'bench' });
  try {
    await fillContacts(pool, recipients);
    const client = createClient({ baseUrl: installation.apiUrl, key: installation.key, source: 'cli' });
    const campaign = await defineCampaign(client);
    const begun = performance.now();
    const runId = await campaign.start();
    const ended = async () => {
      const { rows } = await pool.query<{ accepted: number; status: string }>(
        `select r.status, l.accepted from rm_runs.runs r join rm_runs.ledgers l on l.run_id = r.id where r.id = $1`,
        [runId],
      );
      return rows[0]?.status.startsWith('completed') ? rows[0].accepted : null;
    };
    const seen = async () => {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from rm_communications.communications where run_id = $1 and status = 'accepted'`,
        [runId],
      );
      return rows[0]?.count ?? 0;
    };
    let accepted = await ended();
    for (; accepted === null; accepted = await ended()) await pause(200);
    let visible = await seen();
    for (; visible < accepted; visible = await seen()) await pause(100);
    const seconds = (performance.now() - begun) / 1000;
    const { rows } = await pool.query<{ bodies: number; window: number }>(
      `select (select count(*)::int from vault.renderings) as bodies,
         (select max((windows->>'noop')::int) from work.workers) as window`,
    );
    const { bodies = 0, window = Number.NaN } = rows[0] ?? {};
    const settled = await settledIn(pool, installation.databaseUrl, stack, runId);
    return {
      stack: stackLines(stack).join(', '),
      recipients,
      seconds: Math.round(seconds * 10) / 10,
      perSecond: Math.round(recipients / seconds),
      window,
      workerPeakMb: installation.workerPeakMb(),
      verified: [accepted, visible, bodies, settled].every((count) => count === recipients),
    };
  } finally {
    await pool.end();
    await installation.stop();
    await stack.stop();
  }
};

/** Outcomes of the run in the log, wherever it lies. */
const settledIn = async (pool: pg.Pool, databaseUrl: string, { settings }: Stack, runId: string): Promise<number> => {
  const log = await openEventStore({ eventStoreUrl: settings.EVENTSTORE_URL ?? null, databaseUrl, pool });
  let settled = 0;
  for (let after = start, caughtUp = false; !caughtUp;) {
    const page = await log.readAll(after, 500, { categories: ['runbatch'] });
    settled += page.events.filter(
      ({ type, stream }) => type === 'DispatchSettled' && stream.startsWith(`runbatch-${runId}.`),
    ).length;
    ({ checkpoint: after, caughtUp } = page);
  }
  await log.close();
  return settled;
};
