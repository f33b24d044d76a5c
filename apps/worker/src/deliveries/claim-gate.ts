import { coalesced } from '#eventstore/coalesced.js';
import type { EventStore, Position } from '#eventstore/port.js';
import { hmac } from '#platform/ids.js';
import type { Sql } from '#platform/database/pool.js';
import { type Gates, gatesFor, type GatesQuestion } from '#readmodel/gates/queries.js';
import { gates } from '#readmodel/gates/projection.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import { addressKey } from '#vault/contacts/address.js';
import { lookAtRun } from '../runs/run-looks.js';
import type { Composed, Skipped } from './compose.js';
import type { Plan } from './plan.js';
import { type Phase, phaseOf } from './run-phase.js';

export interface GateDeps {
  readonly store: EventStore;
  readonly sql: Sql;
  /** Key of the hashes that suppressions are stored under. */
  readonly suppressionKey: Buffer;
  /** Longest wait for the gates' read model, ms. */
  readonly patienceMs: number;
}

export type Gated =
  | {
      readonly open: true;
      readonly phase: Phase;
      readonly messages: readonly (Composed | Skipped)[];
      /** Whether they may be claimed is not known: the read model could not take in what the log says of them. */
      readonly undecided: readonly Composed[];
    }
  /** A hold is on, or the read model could not catch up: nothing may be claimed now. */
  | { readonly open: false; readonly because: 'hold' | 'gates-behind' };

/** Where the gates' part of the log ends; whoever asks while it is looked up shares the next answer. */
const headOfGates = (store: EventStore): (() => Promise<Position>) => {
  const known = heads.get(store) ?? coalesced(() => store.head({ categories: gates.categories }));
  heads.set(store, known);
  return known;
};
const heads = new WeakMap<EventStore, () => Promise<Position>>();

/**
 * The last look before a claim: the run as it stands, and the gates' read model once it has passed the newest
 * suppression, consent, erasure, hold and answer in the log, so that after an acknowledged opt-out, or the run's end, no
 * new claim is written. Where an event of a contact, an address or a hold was parked, nothing that it may stop is claimed.
 */
export const passGate = async (
  deps: GateDeps,
  plan: Plan,
  composed: readonly (Composed | Skipped)[],
): Promise<Gated> => {
  const { store, sql } = deps;
  const { runId, campaignId } = plan.request;
  const head = await headOfGates(store)();
  const hashOf = ({ to }: Composed): string => hmac(deps.suppressionKey, addressKey(to));
  const messages = composed.filter((one) => one.kind === 'message');
  const hashes = new Map(messages.map((one) => [one, hashOf(one)]));
  const question: GatesQuestion = {
    contactIds: messages.map(({ recipient }) => recipient.contactId),
    addressHashes: [...hashes.values()],
    runId,
    campaignId,
    channel: plan.manifest.channel,
    senderId: plan.sender.id,
  };
  const look = () => Promise.all([gatesFor(sql, question), lookAtRun(store, runId)]);
  let [found, run] = await look();
  if (!hasPassed(store, found, head)) {
    if (!(await waitUntilPassed(sql, store, [gates.name], head, deps.patienceMs)))
      return { open: false, because: 'gates-behind' };
    [found, run] = await look();
  }
  const { unread } = found;
  if (unread.holds) return { open: false, because: 'gates-behind' };
  if (found.holds.length > 0) return { open: false, because: 'hold' };
  const undecided = messages.filter(
    (one) => unread.contacts.has(one.recipient.contactId) || unread.addresses.has(hashes.get(one) ?? ''),
  );
  return {
    open: true,
    phase: phaseOf(run.state),
    messages: composed
      .filter((one) => one.kind === 'skip' || !undecided.includes(one))
      .map((one) => (one.kind === 'skip' ? one : (stopped(one, hashes.get(one) ?? '', plan, found) ?? one))),
    undecided,
  };
};

/** Before the first start of the read model there is no checkpoint at all. */
const hasPassed = (
  store: EventStore,
  { checkpoint }: { readonly checkpoint: Position | null },
  head: Position,
): boolean => checkpoint !== null && store.compare(checkpoint, head) >= 0;

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
