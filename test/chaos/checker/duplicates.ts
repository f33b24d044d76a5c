import { copiesExpected, resends } from './accounts.js';
import type { History } from './history.js';
import type { Log } from './log.js';
import { copiesOf, toldMessage } from './providers.js';
import { type Check, type Findings, findings } from './verdict.js';

/**
 * I4. A provider has a message twice only where the log says that its fate was unknown and that it was sent again; and
 * what became unknown because workers were lost is at most W for each worker lost.
 */
export const duplicatesAreExplained: Check = (history, log) => {
  const found = findings('I4', 'messages', 'copies', 'duplicates explained', 'duplicates under never-resend');
  for (const one of copiesOf(history, log)) {
    const { account, kept } = one;
    found.count('messages');
    found.count('copies', kept.length);
    if (kept.length < 2) continue;
    const explained = Math.min(copiesExpected(account).most, 1 + resends(account));
    const never = log.runs.get(account.runId)?.manifest?.policies.onUnknown === 'never-resend';
    if (never) found.count('duplicates under never-resend', kept.length - 1);
    const there = `${account.communicationId} is there ${kept.length} times`;
    if (kept.length > explained) {
      found.violation(`${there}, of which the log explains ${explained}`, ...toldMessage(one));
    } else if (never) {
      found.violation(`${there}, although its campaign never resends`, ...toldMessage(one));
    } else {
      found.count('duplicates explained', kept.length - 1);
    }
  }
  checkAudiences(log, found);
  checkWindow(history, log, found);
  return found.verdict();
};

/** The same person twice in one run would get two messages of different names. */
const checkAudiences = ({ accounts, runs }: Log, found: Findings): void => {
  const seen = new Map<string, string>();
  for (const { runId, contactId, communicationId } of accounts.values()) {
    // A test run sends to its testers' addresses on behalf of sample contacts.
    if (runs.get(runId)?.request.type === 'test') continue;
    const person = `${runId} ${contactId}`;
    const other = seen.get(person);
    if (other === undefined) seen.set(person, communicationId);
    else found.violation(`contact ${contactId} is in run ${runId} twice, as ${other} and as ${communicationId}`);
  }
};

const checkWindow = ({ injections, settings }: History, { accounts, runs }: Log, found: Findings): void => {
  const lost = injections.reduce((sum, { workersLost }) => sum + workersLost, 0);
  found.count('workers lost', lost);
  const orphans = new Map<string, number>();
  for (const { runId, claims } of accounts.values()) {
    const manifest = runs.get(runId)?.manifest;
    if (manifest === undefined || manifest === null) continue;
    // A sender of the provider `noop` takes that channel's places, whatever channel it stands in for.
    const channel = manifest.provider.name === 'noop' ? 'noop' : manifest.channel;
    const unknown = claims.filter(({ takenOver }) => takenOver).length;
    if (unknown > 0) orphans.set(channel, (orphans.get(channel) ?? 0) + unknown);
  }
  const windows = new Map(Object.entries(settings.window));
  for (const [channel, unknown] of orphans) {
    const window = windows.get(channel);
    found.count(`unknown by take-over (${channel})`, unknown);
    if (window === undefined) continue;
    found.count(`W × workers lost (${channel})`, window * lost);
    if (unknown > window * lost) {
      found.violation(
        `${unknown} messages (${channel}) became unknown by take-over; ${lost} workers were lost and W is ${window}`,
      );
    }
  }
};
