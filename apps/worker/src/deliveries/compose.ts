import type { SkipReason, ValueHashes } from '#domain/batch/messages.js';
import type { Recipient } from '#domain/batch/state.js';
import { partsOfCommunicationId } from '#domain/batch/state.js';
import { batchSize } from '#domain/batch/messages.js';
import { breathing } from '#platform/breathing.js';
import { hmac } from '#platform/ids.js';
import type { Sql } from '#platform/database/pool.js';
import type { KeyedContact } from '#vault/contacts/contact.js';
import { contactsByIds } from '#vault/contacts/contacts.js';
import { contentHashOf, type Rendering, renderingsOf, saveRenderings } from '#vault/renderings/renderings.js';
import { valueHashesOf } from '#vault/renderings/value-hashes.js';
import { renderMessage } from '#vault/writer/render.js';
import type { OutgoingContent } from '../channels/channel.js';
import type { Plan } from './plan.js';

/** A message ready to be claimed; its rendering lies in the vault already. */
export interface Composed {
  readonly kind: 'message';
  readonly recipient: Recipient;
  readonly to: string;
  readonly content: OutgoingContent;
  readonly contentHash: string;
  /** HMAC of the address under the contact's key. */
  readonly addressHash: string;
  readonly values: ValueHashes;
}

/** A recipient who gets nothing: the rule that said so, and which version of the plan it stands in. */
export interface Skipped {
  readonly kind: 'skip';
  readonly recipient: Recipient;
  readonly reason: SkipReason;
  readonly rule: string;
  readonly detail?: string;
}

export interface ComposeDeps {
  readonly sql: Sql;
  /** The recipient's own link, for channels that have one. */
  readonly unsubscribeUrl: (communicationId: string) => string;
}

/** Rendering for longer than this waits for another round, ms: one message may take two seconds. */
const roundMs = 500;

/**
 * Renders what these recipients will get and stores it: of all of them, or of the first ones when it takes long, and of
 * one at least. Whoever holds their batch still has to say so, and everybody else of the process has work, too. A message that was rendered before (a draft, an attempt
 * that was deferred, one of unknown fate) is taken as it is: later changes of the contact do not touch it.
 */
export const compose = async (
  deps: ComposeDeps,
  plan: Plan,
  recipients: readonly Recipient[],
  mostMs = roundMs,
): Promise<readonly (Composed | Skipped)[]> => {
  const rendered = recipients.filter(({ standing }) => standing.is !== 'planned').map((r) => r.communicationId);
  const [contacts, known] = await Promise.all([
    contactsByIds(
      deps.sql,
      recipients.map(({ contactId }) => contactId),
    ),
    rendered.length === 0 ? new Map<string, Rendering>() : renderingsOf(deps.sql, rendered),
  ]);
  const fresh: Rendering[] = [];
  const composeOne = (recipient: Recipient): Composed | Skipped => {
    const contact = contacts.get(recipient.contactId);
    if (contact === undefined) return erased(recipient);
    const to = addressOf(plan, recipient, contact);
    if (to === null) return { kind: 'skip', recipient, reason: 'no-address', rule: 'address-required' };
    const before = known.get(recipient.communicationId);
    const rendering = before ?? render(deps, plan, recipient, contact);
    if ('kind' in rendering) return rendering;
    if (before === undefined) fresh.push(rendering);
    const { contentHash } = rendering;
    return {
      kind: 'message',
      recipient,
      to,
      content: contentOf(rendering),
      contentHash,
      addressHash: hmac(contact.key, to),
      values: valueHashesOf(contact.key, rendering.variables),
    };
  };
  const composed: (Composed | Skipped)[] = [];
  const begun = performance.now();
  const breathe = breathing();
  for (const recipient of recipients) {
    if (composed.length > 0 && performance.now() - begun > mostMs) break;
    await breathe();
    composed.push(composeOne(recipient));
  }
  if (fresh.length === 0) return composed;
  const stored = await saveRenderings(deps.sql, fresh);
  const lost = new Set(fresh.map((one) => one.communicationId).filter((id) => !stored.has(id)));
  return composed.map((one) => (lost.has(one.recipient.communicationId) ? erased(one.recipient) : one));
};

const erased = (recipient: Recipient): Skipped => ({
  kind: 'skip',
  recipient,
  reason: 'erased',
  rule: 'contact-erased',
});

const addressOf = (plan: Plan, { communicationId }: Recipient, contact: KeyedContact): string | null => {
  if (plan.testAddresses.length > 0) {
    const parts = partsOfCommunicationId(communicationId);
    const place = parts === null ? 0 : (parts.batch - 1) * batchSize + parts.index;
    return plan.testAddresses[place % plan.testAddresses.length] ?? null;
  }
  return plan.manifest.channel === 'email' ? contact.email : contact.externalId;
};

const render = (
  { unsubscribeUrl }: ComposeDeps,
  plan: Plan,
  recipient: Recipient,
  contact: KeyedContact,
): Rendering | Skipped => {
  const { communicationId, contactId } = recipient;
  const result = renderMessage({
    campaign: { hash: plan.manifest.campaign.hash, definition: plan.campaign },
    goal: plan.goal,
    contact,
    variables: plan.variables,
    unsubscribeUrl: unsubscribeUrl(communicationId),
  });
  if (!result.ok) {
    const missing = result.missing.length > 0;
    return {
      kind: 'skip',
      recipient,
      reason: missing ? 'missing-variable' : 'render-failed',
      rule: missing ? 'strict-variables' : 'template',
      detail: missing ? result.missing.join(', ') : result.detail,
    };
  }
  const contentHash = contentHashOf(contact.key, result.content);
  return { communicationId, contactId, ...result.content, variables: result.variables, contentHash };
};

const contentOf = ({ subject, text, html, body }: Rendering): OutgoingContent => ({
  ...(subject === undefined ? {} : { subject }),
  ...(text === undefined ? {} : { text }),
  ...(html === undefined ? {} : { html }),
  ...(body === undefined ? {} : { body }),
});
