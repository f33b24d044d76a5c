import type { EventStore } from '#eventstore/port.js';
import { hmac } from '#platform/ids.js';
import type { Sql } from '#platform/database/pool.js';
import { type Gates, gatesFor } from '#readmodel/gates/queries.js';
import { gates } from '#readmodel/gates/projection.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import { addressKey } from '#vault/contacts/address.js';
import type { Composed, Skipped } from './compose.js';
import type { Plan } from './plan.js';

export interface GateDeps {
  readonly store: EventStore;
  readonly sql: Sql;
  /** Key of the hashes that suppressions are stored under. */
  readonly suppressionKey: Buffer;
  /** Longest wait for the gates' read model, ms. */
  readonly patienceMs: number;
}

export type Gated =
  | { readonly open: true; readonly messages: readonly (Composed | Skipped)[] }
  /** A hold is on, or the read model could not catch up: nothing may be claimed now. */
  | { readonly open: false; readonly because: 'hold' | 'gates-behind' };

/**
 * The last look before a claim. It waits until the gates' read model has passed the newest suppression, consent,
 * erasure, hold and answer in the log, so that after an acknowledged opt-out no new claim is written.
 */
export const passGate = async (
  deps: GateDeps,
  plan: Plan,
  composed: readonly (Composed | Skipped)[],
): Promise<Gated> => {
  const head = await deps.store.head({ categories: gates.categories });
  if (!(await waitUntilPassed(deps.sql, deps.store, [gates.name], head, deps.patienceMs))) {
    return { open: false, because: 'gates-behind' };
  }
  const hashOf = ({ to }: Composed): string => hmac(deps.suppressionKey, addressKey(to));
  const messages = composed.filter((one) => one.kind === 'message');
  const found = await gatesFor(deps.sql, {
    contactIds: messages.map(({ recipient }) => recipient.contactId),
    addressHashes: messages.map(hashOf),
    runId: plan.request.runId,
    campaignId: plan.request.campaignId,
    channel: plan.manifest.channel,
    senderId: plan.sender.id,
  });
  if (found.holds.length > 0) return { open: false, because: 'hold' };
  return {
    open: true,
    messages: composed.map((one) => (one.kind === 'skip' ? one : (stopped(one, hashOf(one), plan, found) ?? one))),
  };
};

/** First rule that applies; a test message goes to the tester, whose consent is the request. */
const stopped = (message: Composed, hash: string, plan: Plan, found: Gates): Skipped | null => {
  const { recipient } = message;
  const skip = (reason: Skipped['reason'], rule: string): Skipped => ({ kind: 'skip', recipient, reason, rule });
  if (found.erased.has(recipient.contactId)) return skip('erased', 'contact-erased');
  const suppressedFor = found.suppressed.get(hash);
  if (suppressedFor !== undefined)
    return { ...skip('suppressed', 'suppression-list'), detail: suppressedFor.join(', ') };
  if (plan.request.type === 'test') return null;
  if (found.withdrawn.has(recipient.contactId)) return skip('no-consent', 'consent-withdrawn');
  const stopOnAnswer = plan.manifest.policies.responseBehaviour === 'stop';
  return stopOnAnswer && found.answered.has(recipient.contactId) ? skip('answered', 'response-behaviour-stop') : null;
};
