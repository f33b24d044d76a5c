import { answered } from '#client/client.js';
import { api } from '../../api/client.js';

/** What is known now of messages of unknown fate; `resend` accepts that some get it twice. */
export type Settlement = 'was-sent' | 'was-not-sent' | 'resend';

export interface Settled {
  readonly done: number;
  readonly refused: readonly { readonly id: string; readonly detail: string }[];
  /** The new run that sends again. */
  readonly run: string | null;
}

interface Ask {
  readonly runId: string;
  readonly ids: readonly string[];
  readonly settlement: Settlement;
  readonly reason: string;
  readonly key: string;
}

/** Throws `ProblemAnswer`. */
export const settle = async ({ runId, ids, settlement, reason, key }: Ask): Promise<Settled> => {
  if (settlement === 'resend') {
    const { id } = await answered(
      api.POST('/v1/runs/{id}/resend', {
        params: { path: { id: runId }, header: { 'Idempotency-Key': key, Prefer: 'wait=5' } },
        body: { communications: [...ids], reason },
      }),
    );
    return { done: ids.length, refused: [], run: id };
  }
  const { resolved, items } = await answered(
    api.POST('/v1/communications/resolve', {
      params: { header: { 'Idempotency-Key': key } },
      body: { communications: [...ids], resolution: settlement, reason },
    }),
  );
  const refused = items.flatMap(({ id, ok, detail }) => (ok ? [] : [{ id, detail: detail ?? 'refused' }]));
  return { done: resolved, refused, run: null };
};
