import type { PreflightFacts } from '#domain/campaign/preflight.js';
import { type RenderedMessage, renderMessage } from '#vault/writer/render.js';
import type { MessageInput } from '#vault/writer/values.js';

export type Recipient = MessageInput['contact'];

/** Stands where the real link will be; only the communication's own id gives it. */
const sampleUnsubscribeUrl = 'https://unsubscribe.invalid/u/sample';

export const renderFor = (input: Omit<MessageInput, 'contact'>, contact: Recipient): RenderedMessage =>
  renderMessage({ ...input, contact, unsubscribeUrl: sampleUnsubscribeUrl });

/** Milliseconds after which other requests get their turn; counted in messages it could be minutes, for one may take two seconds. */
const turnMs = 20;

/** To be awaited after every message. */
export const turns = (): (() => Promise<void>) => {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < turnMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  };
};

/** Renders for all of these and counts what fails. */
export const tryRendering = async (
  input: Omit<MessageInput, 'contact'>,
  recipients: readonly Recipient[],
): Promise<PreflightFacts['rendering']> => {
  const missing = new Map<string, number>();
  const failures = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const turn = turns();
  for (const recipient of recipients) {
    await turn();
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
