import type { Receipt } from './history.js';
import { type Check, type Findings, findings } from './verdict.js';
import { toldReceipt } from './causes.js';

/**
 * I13. Whatever stretch of time is looked at, a provider gets at most the sender's rate times that time, and a burst.
 * What was on its way when a fault held it up may come on top: at most W of each worker.
 */
export const rateLimitsHold: Check = ({ receipts, settings }, { entries, byMessageId, runs }) => {
  const found = findings('I13', 'senders', 'messages', 'most above the rate');
  const rates = new Map<string, number>();
  for (const { event } of entries) {
    if (event.type !== 'SenderDefined' && event.type !== 'SenderRevised') continue;
    const { id, definition } = event.data;
    rates.set(id, Math.max(rates.get(id) ?? 0, definition.limits.perSecond));
  }
  const bySender = new Map<string, Receipt[]>();
  for (const receipt of receipts) {
    const run = runs.get(byMessageId.get(receipt.messageId)?.runId ?? '');
    const sender = run?.manifest?.sender?.id;
    if (sender === undefined) continue;
    const own = bySender.get(sender);
    if (own === undefined) bySender.set(sender, [receipt]);
    else own.push(receipt);
  }
  for (const [sender, own] of bySender) {
    const perSecond = rates.get(sender);
    if (perSecond === undefined) continue;
    found.count('senders');
    found.count('messages', own.length);
    const window = own.reduce((most, { channel }) => Math.max(most, settings.window[channel] ?? 0), 0);
    const allowed = Math.max(1, perSecond / 5) + window * settings.workers;
    pour({ sender, perSecond, allowed }, own, found);
  }
  return found.verdict();
};

/** A bucket that leaks at the rate: it stays below its rim exactly when every stretch of time keeps the limit. */
const pour = (
  { sender, perSecond, allowed }: { sender: string; perSecond: number; allowed: number },
  receipts: readonly Receipt[],
  found: Findings,
): void => {
  let level = 0;
  let before: Receipt | undefined;
  let first: Receipt | undefined;
  for (const receipt of receipts.toSorted((a, b) => a.at - b.at)) {
    level = Math.max(0, level - ((receipt.at - (before?.at ?? receipt.at)) / 1000) * perSecond);
    if (level === 0) first = receipt;
    level += 1;
    before = receipt;
    found.most('most above the rate', Math.ceil(level));
    if (level <= allowed) continue;
    found.violation(
      `sender ${sender} may send ${perSecond} a second and ${Math.floor(allowed)} at once: here are ${Math.ceil(level)} too close together`,
      ...(first === undefined ? [] : [toldReceipt(first)]),
      toldReceipt(receipt),
    );
    return;
  }
};
