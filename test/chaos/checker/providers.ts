import type { Account } from './accounts.js';
import { toldReceipt } from './causes.js';
import type { History, Receipt } from './history.js';
import type { Log } from './log.js';

/** What a provider has of one message: every copy that it may have delivered. */
export interface Copies {
  readonly account: Account;
  readonly kept: readonly Receipt[];
}

/** Every message that was ever claimed on a channel whose provider this history watches, with its copies there. */
export const copiesOf = ({ receipts, settings }: History, { accounts, byMessageId, runs }: Log): readonly Copies[] => {
  const kept = new Map<Account, Receipt[]>();
  for (const account of accounts.values()) {
    const run = runs.get(account.runId);
    const channel = run?.manifest?.channel;
    const watched = channel !== undefined && settings.channelsWithSink.includes(channel);
    if (watched && run?.manifest?.provider.name !== 'noop') kept.set(account, []);
  }
  for (const receipt of receipts) {
    const account = byMessageId.get(receipt.messageId);
    // What it refused or put off it did not keep; where it said nothing it may well deliver.
    if (account !== undefined && isKept(receipt)) kept.get(account)?.push(receipt);
  }
  return [...kept].map(([account, receiptsOf]) => ({ account, kept: receiptsOf }));
};

const isKept = ({ answer }: Receipt): boolean => answer === 'accepted' || answer === 'nothing';

/** The life of one message, as lines. */
export const toldMessage = ({ account, kept }: Copies): readonly string[] => [
  ...account.claims.map(
    ({ recordedAt, attempt, fence, outcome, takenOver }) =>
      `${recordedAt} attempt ${attempt} under fence ${fence}: ${outcome}${takenOver ? ' by take-over' : ''}`,
  ),
  ...kept.map(toldReceipt),
];
