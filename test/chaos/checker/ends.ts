import { balances, skippedInAll } from '#domain/run/ledger.js';
import { type RunStatus, statusAfter } from '#domain/run/lifecycle.js';
import type { Ledger } from '#domain/run/messages.js';
import { type Account, type Column, copiesExpected } from './accounts.js';
import type { History } from './history.js';
import type { Log, LoggedRun } from './log.js';
import { copiesOf, toldMessage } from './providers.js';
import { type Check, type Findings, findings, neverAtRest, told } from './verdict.js';

/**
 * I5. When all has come to rest every message that was asked for has its end, the run's account adds up to them, and
 * the providers have what was accepted and nothing of what was refused or skipped.
 */
export const everyMessageEnds: Check = (history, log) => {
  const found = findings(
    'I5',
    'runs',
    'messages',
    'accepted',
    'refused',
    'skipped',
    'unknown',
    'not attempted',
    'lost',
  );
  if (history.finish === null) found.violation(neverAtRest);
  const byRun = new Map<string, Account[]>();
  for (const account of log.accounts.values()) {
    const own = byRun.get(account.runId);
    if (own === undefined) byRun.set(account.runId, [account]);
    else own.push(account);
  }
  for (const run of log.runs.values()) checkRun(history, run, byRun.get(run.runId) ?? [], found);
  checkProviders(history, log, found);
  return found.verdict();
};

const checkRun = ({ finish }: History, run: LoggedRun, accounts: readonly Account[], found: Findings): void => {
  found.count('runs');
  found.count('messages', accounts.length);
  const last = run.events.at(-1);
  const ending = run.events.find(({ event }) => 'ledger' in event.data);
  if (ending !== undefined && 'ledger' in ending.event.data) {
    checkLedger(run.runId, ending.event.data.ledger, accounts, found);
  } else if (finish !== null && last !== undefined && !mayWait(run)) {
    found.violation(`run ${run.runId} has not ended`, told(last.event));
  }
  for (const { column, communicationId } of accounts) {
    found.count(shown[column]);
    if (ending !== undefined && (column === 'waiting' || column === 'inFlight')) {
      found.violation(`${communicationId} has no end although its run has`, told(ending.event));
    }
  }
};

const shown: Record<Column, string> = {
  waiting: 'waiting',
  inFlight: 'in flight',
  accepted: 'accepted',
  refused: 'refused',
  skipped: 'skipped',
  unknown: 'unknown',
  notAttempted: 'not attempted',
};

/** What people may leave as it is: a pause, drafts to decide on. Starts to come are another invariant's. */
const mayWait = ({ events }: LoggedRun): boolean => {
  let status: RunStatus = 'requested';
  for (const { event } of events) status = statusAfter(event, status);
  return status === 'scheduled' || status === 'paused' || status === 'awaiting_approval';
};

/** The account that the final event gives, against one made from the messages. */
const checkLedger = (runId: string, ledger: Ledger, accounts: readonly Account[], found: Findings): void => {
  if (!balances(ledger)) {
    found.violation(`the ledger of run ${runId} does not balance: ${JSON.stringify(ledger)}`);
    return;
  }
  const counted: Record<Column, number> = {
    waiting: 0,
    inFlight: 0,
    accepted: 0,
    refused: 0,
    skipped: 0,
    unknown: 0,
    notAttempted: 0,
  };
  for (const { column } of accounts) counted[column] += 1;
  const given = { ...ledger, skipped: skippedInAll(ledger.skipped) };
  const wrong = (Object.keys(counted) as Column[]).filter((column) => counted[column] !== given[column]);
  if (wrong.length === 0 && given.audience === accounts.length) return;
  const differ = wrong.map((column) => `${shown[column]} ${given[column]}, not ${counted[column]}`);
  const audience = given.audience === accounts.length ? [] : [`audience ${given.audience}, not ${accounts.length}`];
  found.violation(`the ledger of run ${runId} says ${[...audience, ...differ].join('; ')}`);
};

const checkProviders = (history: History, log: Log, found: Findings): void => {
  for (const one of copiesOf(history, log)) {
    const { account, kept } = one;
    const { least, most } = copiesExpected(account);
    if (kept.length < least) {
      found.count('lost', least - kept.length);
      const text = `${account.communicationId} was accepted, and its provider has it ${kept.length} times`;
      found.violation(text, ...toldMessage(one));
    } else if (kept.length > 0 && most === 0) {
      found.violation(`${account.communicationId} is ${account.column} and has been received`, ...toldMessage(one));
    }
  }
};
