import { channelKinds } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { EventIn } from '#readmodel/vocabulary.js';
import type { Account, Claim } from './accounts.js';
import { toldReceipt } from './causes.js';
import type { History, Receipt } from './history.js';
import type { Log, LoggedRun } from './log.js';
import { type Check, findings, told } from './verdict.js';

/** Something recorded after which nobody may be sent to, until it is lifted. */
interface Stop {
  readonly what: string;
  readonly event: EventIn;
  /** Claims of which this is the first stop that they came after. */
  late: number;
}

/**
 * I12. After a recorded cancel, pause, hold, withdrawal, erasure or suppression nothing new is claimed and sent. A worker
 * that had looked just before may still write the claims it was about to write: within the stated race, and at most W of
 * each worker for one stop.
 */
export const nothingIsSentAfterAStop: Check = (history, log) => {
  const found = findings('I12', 'stops', 'claims', 'claims within the race', 'longest race, ms');
  const { settings } = history;
  const addresses = addressesOf(history, log);
  const claims = claimsByPlace(log);
  const inForce = new Stops();
  for (const entry of log.entries) {
    if (inForce.take(entry.event)) found.count('stops');
    const claimed = claims.get(entry.at);
    if (claimed === undefined) continue;
    found.count('claims');
    const { account, claim } = claimed;
    const stop = inForce.on(log.runs.get(account.runId), account, addresses.get(account));
    // The lease was gone, and with it the right to send: it is in the log that no byte left.
    if (stop === undefined || claim.neverLeft) continue;
    stop.late += 1;
    const lateMs = Date.parse(claim.recordedAt) - Date.parse(stop.event.recordedAt);
    const most = (settings.window[log.runs.get(account.runId)?.request.channel ?? 'noop'] ?? 0) * settings.workers;
    found.most('longest race, ms', lateMs);
    if (lateMs > raceMs(history, stop.event.recordedAt, claim.recordedAt)) {
      found.violation(
        `claimed ${lateMs} ms after ${stop.what}`,
        told(stop.event),
        told(entry.event),
        ...received(addresses.get(account)),
      );
    } else if (stop.late > most) {
      found.violation(
        `${stop.late} claims after ${stop.what}, ${most} may have been on their way`,
        told(stop.event),
        told(entry.event),
      );
    } else {
      found.count('claims within the race');
    }
  }
  return found.verdict();
};

/** How long a claim may lag behind a stop: a worker that was frozen or cut off meanwhile could not see it. */
const raceMs = ({ injections, settings }: History, stopped: Instant, claimed: Instant): number => {
  const [from, to] = [Date.parse(stopped), Date.parse(claimed)];
  const healed = injections
    .filter((one) => one.delaysWorkers && one.from <= to && one.until >= from - settings.raceMs)
    .map(({ until }) => until - from);
  return Math.max(0, ...healed) + settings.raceMs;
};

const claimsByPlace = ({ accounts }: Log): ReadonlyMap<number, { account: Account; claim: Claim }> =>
  new Map([...accounts.values()].flatMap((account) => account.claims.map((claim) => [claim.at, { account, claim }])));

/** Where a message went, as far as a provider got it: suppressions are of addresses, claims of contacts. */
const addressesOf = ({ receipts, settings }: History, { byMessageId }: Log): ReadonlyMap<Account, Sent> => {
  const sent = new Map<Account, Sent>();
  for (const receipt of receipts) {
    const account = byMessageId.get(receipt.messageId);
    if (account !== undefined) sent.set(account, { receipt, hash: settings.suppressionHashes[receipt.to] });
  }
  return sent;
};

interface Sent {
  readonly receipt: Receipt;
  readonly hash: string | undefined;
}

const received = (sent: Sent | undefined): readonly string[] => (sent === undefined ? [] : [toldReceipt(sent.receipt)]);

/** What is in force, event by event. */
class Stops {
  private readonly byName = new Map<string, Stop>();

  /** True when a stop begins. */
  take(event: EventIn): boolean {
    for (const lifted of liftedBy(event)) this.byName.delete(lifted);
    const begun = stopIn(event);
    if (begun === null || this.byName.has(begun.name)) return false;
    this.byName.set(begun.name, { what: begun.what, event, late: 0 });
    return true;
  }

  /** The first that keeps this message back. */
  on(run: LoggedRun | undefined, account: Account, sent: Sent | undefined): Stop | undefined {
    if (run === undefined) return undefined;
    const { runId, contactId } = account;
    const { channel, campaignId, pins, type } = run.request;
    const scopes = ['all', `run:${runId}`, `campaign:${campaignId}`, `channel:${channel}`, `sender:${pins.sender?.id}`];
    const names = [
      `cancel ${runId}`,
      `pause ${runId}`,
      ...scopes.map((scope) => `hold ${scope}`),
      `erasure ${contactId}`,
      ...(sent?.hash === undefined ? [] : [`suppression ${sent.hash} ${channel}`]),
      // Who is sent a test asked for it; the contact whose data it shows is not sent to.
      ...(type === 'test' ? [] : [`withdrawal ${contactId} ${channel}`]),
    ];
    for (const name of names) {
      const stop = this.byName.get(name);
      if (stop !== undefined) return stop;
    }
    return undefined;
  }
}

const stopIn = (event: EventIn): { readonly name: string; readonly what: string } | null => {
  switch (event.type) {
    case 'RunCancellationRequested':
      return { name: `cancel ${event.data.runId}`, what: `the cancellation of run ${event.data.runId}` };
    case 'RunPauseRequested':
      return { name: `pause ${event.data.runId}`, what: `the pause of run ${event.data.runId}` };
    case 'HoldPlaced':
      return { name: `hold ${event.data.scope}`, what: `the hold of ${event.data.scope}` };
    case 'ContactErased':
      return { name: `erasure ${event.data.contactId}`, what: `the erasure of contact ${event.data.contactId}` };
    case 'ConsentChanged': {
      const { contactId, channel, state } = event.data;
      if (state !== 'withdrawn') return null;
      return { name: `withdrawal ${contactId} ${channel}`, what: `contact ${contactId} withdrew consent` };
    }
    case 'AddressSuppressed': {
      const { addressHash, channel } = event.data;
      return { name: `suppression ${addressHash} ${channel}`, what: `the suppression of address ${addressHash}` };
    }
    default:
      return null;
  }
};

const liftedBy = (event: EventIn): readonly string[] => {
  switch (event.type) {
    case 'RunResumed':
      return [`pause ${event.data.runId}`];
    case 'HoldLifted':
      return [`hold ${event.data.scope}`];
    case 'AddressReleased':
      return channelKinds.map((channel) => `suppression ${event.data.addressHash} ${channel}`);
    case 'ConsentChanged': {
      const { contactId, channel, state } = event.data;
      return state === 'granted' ? [`withdrawal ${contactId} ${channel}`] : [];
    }
    default:
      return [];
  }
};
