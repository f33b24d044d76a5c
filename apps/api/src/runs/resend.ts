import type { ExistingRun } from '#domain/run/state.js';
import type { SettleUnknown, Settled } from '../communications/settle-unknown.js';
import type { Asked } from '../http/asked.js';
import { type Fault, Problem } from '../http/problem.js';
import { refuse } from '../http/refuse.js';
import type { Installation } from '../installation.js';
import { resendRequest } from './child-runs.js';
import { requestedBefore, type RequestRun } from './start-run.js';

/**
 * The child run for chosen communications of unknown fate. They are settled as not sent first, which only one of
 * two simultaneous requests can do; so nobody is chosen twice. Throws 409 when one of them is settled already.
 */
export const resend = async (
  installation: Installation,
  unknowns: SettleUnknown,
  asked: Asked,
  parent: ExistingRun,
  chosen: readonly string[],
): Promise<RequestRun> => {
  const before = await requestedBefore(installation.store, asked.newId);
  if (before !== null) return before;
  const { runId } = parent.request;
  refuse(
    chosen.flatMap((id, at): readonly Fault[] =>
      id.startsWith(`${runId}.`)
        ? []
        : [{ pointer: `/communications/${at}`, code: 'of-another-run', detail: 'is not of this run' }],
    ),
  );
  refuseUnless(chosen, await unknowns.faults(chosen, asked.context));
  const request = await resendRequest(installation, asked, parent, chosen);
  const detail = `chosen to be sent again in run ${asked.newId}`;
  const settled = await unknowns.settle(chosen, { resolution: 'was-not-sent', detail }, asked.context);
  const taken = settled.filter(({ ok }) => ok).map(({ id }) => id);
  if (taken.length === 0) refuseUnless(chosen, settled);
  // What somebody else settled in between is left out; the run's audience says who is in.
  const audience = { kind: 'communications', of: runId, communicationIds: taken } as const;
  return { ...request, data: { ...request.data, audience } };
};

const refuseUnless = (chosen: readonly string[], settled: readonly Settled[]): void => {
  const refused = settled.filter((each) => !each.ok);
  if (refused.length === 0) return;
  throw new Problem('action-not-allowed', `${refused.length} of these communications are not of unknown fate`, {
    code: 'not-unknown',
    errors: refused.map(({ id, code, detail }) => ({ pointer: `/communications/${chosen.indexOf(id)}`, code, detail })),
  });
};
