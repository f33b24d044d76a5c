import type { Ledger } from '#domain/run/messages.js';
import type { History, Receipt } from '../history.js';
import { type BadHistory, happened, logged, replacing, seen } from './bad-histories.js';
import { accepted, messageIdOf, worker, type World } from './world.js';

/** Another copy of a message at the provider, like the last one but accepted. */
const copyOf =
  (runId: string, index: number) =>
  ({ receipts }: History): Partial<History> => {
    const copy = receipts.findLast(({ messageId }) => messageId === messageIdOf(runId, index));
    if (copy === undefined) throw new Error(`nothing was received of ${runId}.1.${index}`);
    return { receipts: [...receipts, { ...copy, answer: 'accepted' }] };
  };

/** The ledger of a run's final event, and so of all that shows it. */
const ledger = (runId: string, type: string, change: (ledger: Ledger) => Ledger): (() => History) =>
  logged(
    replacing(`run-${runId}`, type, (event) =>
      'ledger' in event.data
        ? { ...event, data: { ...event.data, ledger: change(event.data.ledger as Ledger) } }
        : event,
    ),
  );

/** A run whose one message is claimed so many ms after something that should have stopped it. */
const claimAfter = (ms: number, stop: (world: World) => void) =>
  happened(
    (world) => {
      world.start('stopped', ['k7']);
      stop(world);
      world.pass(ms);
      world.deliver('stopped', 0);
      world.end('stopped', true);
    },
    ({ settings }) => ({
      settings: { ...settings, suppressionHashes: { 'stopped-0@example.com': 'hash-of-stopped' } },
      queueLooks: [],
    }),
  );

const placeHold =
  (scope: 'all' | `run:${string}` | `campaign:${string}` | `sender:${string}` | `channel:${string}`) =>
  (world: World): void =>
    world.asked(`hold ${scope}`, (by) =>
      world.append('hold-late', { type: 'HoldPlaced', data: { scope } } as never, by),
    );

/** What providers received against what the log says. */
export const badSends: readonly BadHistory[] = [
  {
    what: 'an unexplained duplicate',
    violates: 'I4',
    tells: /mixed.1.0 is there 2 times, of which the log explains 1\n.*attempt 1 under fence 1: accepted\n/,
    history: seen(copyOf('mixed', 0)),
  },
  {
    what: 'more duplicates than were resent',
    violates: 'I4',
    tells: /resent.1.0 is there 3 times, of which the log explains 2\n.*unknown by take-over\n/,
    history: seen(copyOf('resent', 0)),
  },
  {
    what: 'a duplicate under never-resend',
    violates: 'I4',
    tells: /never.1.0 is there 2 times, although its campaign never resends/,
    history: happened((world) => {
      world.start('never', ['k1']);
      world.claim('never', 0);
      world.receive('never', 0, 'nothing');
      world.settle('never', 0, { kind: 'unknown', detail: 'connection lost' });
      world.claim('never', 0, { resend: true });
      world.receive('never', 0);
      world.settle('never', 0, accepted, { attempt: 2 });
      world.end('never');
    }),
  },
  {
    what: 'a person who is in a run twice',
    violates: 'I4',
    tells: /contact k1 is in run doubled twice, as doubled.1.0 and as doubled.1.1/,
    history: happened((world) => {
      world.start('doubled', ['k1', 'k1']);
      world.deliver('doubled', 0);
      world.deliver('doubled', 1);
      world.end('doubled');
    }),
  },
  {
    what: 'more messages of unknown fate than lost workers can leave',
    violates: 'I4',
    tells: /2 messages \(email\) became unknown by take-over; 0 workers were lost and W is 2/,
    history: seen(() => ({ injections: [], recoveries: [] })),
  },
  {
    what: 'an accepted message that its provider does not have',
    violates: 'I5',
    tells: /mixed.1.0 was accepted, and its provider has it 0 times/,
    history: seen(({ receipts }) => ({
      receipts: receipts.filter(({ messageId }) => messageId !== messageIdOf('mixed', 0)),
    })),
  },
  {
    what: 'a message that late evidence calls sent and that its provider does not have',
    violates: 'I5',
    tells: /unknown.1.1 was accepted, and its provider has it 0 times/,
    history: seen(({ receipts }) => ({
      receipts: receipts.filter(({ messageId }) => messageId !== messageIdOf('unknown', 1)),
    })),
  },
  {
    what: 'a refused message that its provider keeps',
    violates: 'I5',
    tells: /mixed.1.1 is refused and has been received\n.*: refused\n.*answered accepted/,
    history: seen(copyOf('mixed', 1)),
  },
  {
    what: 'a message that late evidence calls not sent and that its provider has',
    violates: 'I5',
    tells: /unknown.1.1 is unknown and has been received/,
    history: logged(
      replacing('report-unknown.1', 'DispatchResolved', (event) => ({
        ...event,
        data: { ...event.data, resolution: 'was-not-sent' },
      })),
    ),
  },
  {
    what: 'a ledger that does not balance',
    violates: 'I5',
    tells: /the ledger of run planned does not balance: .*"accepted":2/,
    history: ledger('planned', 'RunCompleted', (one) => ({ ...one, accepted: one.accepted + 1 })),
  },
  {
    what: 'a ledger that balances and is wrong',
    violates: 'I5',
    tells: /the ledger of run planned says accepted 0, not 1; refused 1, not 0$/,
    history: ledger('planned', 'RunCompleted', (one) => ({ ...one, accepted: 0, refused: 1 })),
  },
  {
    what: 'a ledger of people who were never planned',
    violates: 'I5',
    tells: /the ledger of run planned says audience 2, not 1; accepted 2, not 1$/,
    history: ledger('planned', 'RunCompleted', (one) => ({ ...one, audience: 2, accepted: 2 })),
  },
  {
    what: 'a run that never ended',
    violates: 'I5',
    tells: /run open has not ended\n.*run-open@\d+ RunStarted/,
    history: happened(
      (world) => {
        world.start('open', ['k1', 'k2']);
        world.deliver('open', 0);
      },
      () => ({ queueLooks: [] }),
    ),
  },
  {
    what: 'a message without an end in a run that has one',
    violates: 'I5',
    tells: /cut.1.0 has no end although its run has\n.*RunCompleted/,
    history: happened((world) => {
      world.start('cut', ['k1']);
      world.claim('cut', 0);
      const totals = { audience: 1, accepted: 0, refused: 0, skipped: {}, unknown: 0, notAttempted: 0 };
      const ledger = { ...totals, waiting: 0, inFlight: 1 };
      world.append('runbatch-cut.1', { type: 'BatchClosed', data: { runId: 'cut', batch: 1, totals } }, worker);
      world.append('run-cut', { type: 'RunCompleted', data: { runId: 'cut', outcome: 'completed', ledger } }, worker);
    }),
  },
  {
    what: 'a service that never came to rest',
    violates: ['I5', 'I6', 'I8'],
    tells: /never came to rest/,
    history: seen(() => ({ finish: null })),
  },
  {
    what: 'a message sent after its run was cancelled',
    violates: 'I12',
    tells: /claimed 1505 ms after the cancellation of run stopped\n.*RunCancellationRequested.*\n.*DispatchClaimed/,
    history: claimAfter(1_490, (world) =>
      world.asked('cancel stopped', (by) => world.run('stopped', { type: 'CancelRun', data: {} }, by)),
    ),
  },
  {
    what: 'a message sent while its run is paused',
    violates: 'I12',
    tells: /after the pause of run stopped/,
    history: claimAfter(2_000, (world) => {
      world.asked('pause stopped', (by) => world.run('stopped', { type: 'PauseRun', data: {} }, by));
      world.run('stopped', { type: 'ConfirmPause', data: {} }, worker);
    }),
  },
  {
    what: 'a message sent to somebody who was forgotten',
    violates: 'I12',
    tells: /after the erasure of contact k7/,
    history: claimAfter(2_000, (world) =>
      world.asked('erase k7', (by) =>
        world.append('contact-k7', { type: 'ContactErased', data: { contactId: 'k7' } }, by),
      ),
    ),
  },
  {
    what: 'a message sent to somebody who withdrew consent',
    violates: 'I12',
    tells: /after contact k7 withdrew consent/,
    history: claimAfter(2_000, (world) =>
      world.asked('withdraw k7', (by) => {
        const data = { contactId: 'k7', channel: 'email', state: 'withdrawn', origin: 'shop' } as const;
        world.append('contact-k7', { type: 'ConsentChanged', data }, by);
      }),
    ),
  },
  {
    what: 'a message sent to a suppressed address',
    violates: 'I12',
    tells: /after the suppression of address hash-of-stopped\n.*\n.*\n.*for stopped-0@example.com/,
    history: claimAfter(2_000, (world) =>
      world.asked('suppress', (by) => {
        const data = {
          addressHash: 'hash-of-stopped',
          channel: 'email',
          reason: 'operator',
          evidence: 'asked',
        } as const;
        world.append('suppression-hash-of-stopped', { type: 'AddressSuppressed', data }, by);
      }),
    ),
  },
  ...(['all', 'run:stopped', 'campaign:c1', 'sender:f1', 'channel:email'] as const).map((scope) => ({
    what: `a message sent under a hold of ${scope}`,
    violates: 'I12' as const,
    tells: new RegExp(`after the hold of ${scope}\n`),
    history: claimAfter(2_000, placeHold(scope)),
  })),
  {
    what: 'more claims after a cancel than workers can have on their way',
    violates: 'I12',
    tells: /5 claims after the cancellation of run crowd, 4 may have been on their way/,
    history: happened((world) => {
      world.start('crowd', ['k1', 'k2', 'k3', 'k4', 'k5']);
      world.asked('cancel crowd', (by) => world.run('crowd', { type: 'CancelRun', data: {} }, by));
      for (const index of [0, 1, 2, 3, 4]) world.deliver('crowd', index);
      world.end('crowd', true);
    }),
  },
  {
    what: 'messages faster than their sender may send',
    violates: 'I13',
    tells: /sender f1 may send 50 a second and 14 at once: here are 15 too close together\n.*\n/,
    history: seen(({ receipts, settings }) => ({
      receipts: receipts.map((receipt: Receipt) => ({ ...receipt, at: settings.startedAt })),
    })),
  },
];
