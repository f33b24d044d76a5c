import type { PreflightFacts } from '#domain/campaign/preflight.js';
import { breathing } from '#platform/breathing.js';
import { type RenderedMessage, renderMessage } from '#vault/writer/render.js';
import type { MessageInput } from '#vault/writer/values.js';

export type Recipient = MessageInput['contact'];

/** Stands where the real link will be; only the communication's own id gives it. */
const sampleUnsubscribeUrl = 'https://unsubscribe.invalid/u/sample';

export const renderFor = (input: Omit<MessageInput, 'contact'>, contact: Recipient): RenderedMessage =>
  renderMessage({ ...input, contact, unsubscribeUrl: sampleUnsubscribeUrl });

/** Renders for all of these and counts what fails. */
export const tryRendering = async (
  input: Omit<MessageInput, 'contact'>,
  recipients: readonly Recipient[],
): Promise<PreflightFacts['rendering']> => {
  const missing = new Map<string, number>();
  const failures = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const breathe = breathing();
  for (const recipient of recipients) {
    await breathe();
    const result = renderFor(input, recipient);
    if (result.ok) continue;
    if (result.missing.length === 0) count(failures, result.detail);
    for (const variable of result.missing) count(missing, variable);
  }
  return {
    checked: recipients.length,
    missing: [...missing].map(([variable, contacts]) => ({ variable, contacts })),
    failures: [...failures].map(([detail, contacts]) => ({ detail, contacts })),
  };
};
