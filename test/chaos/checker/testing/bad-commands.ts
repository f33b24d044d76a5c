import type { RecordedEvent } from '#eventstore/port.js';
import type { Attempt, Operation } from '../history.js';
import { type BadHistory, each, happened, logged, replacing, seen } from './bad-histories.js';
import { emailRequest, type World, worker } from './world.js';

const operation =
  (id: string, change: (operation: Operation) => Operation) =>
  ({ operations }: { readonly operations: readonly Operation[] }) => ({
    operations: each(operations, (one) => one.id === id, change),
  });

const attempts = (id: string, change: (attempt: Attempt, at: number) => Attempt) =>
  operation(id, (one) => ({ ...one, attempts: one.attempts.map(change) }));

/** A second run under the operation of another, scheduled for later so that nothing comes of it. */
const secondRun =
  (id: string, cause: string) =>
  (world: World): void => {
    const startAt = new Date(world.now + 86_400_000).toISOString();
    const data = { ...emailRequest('twin'), type: 'once', startAt } as const;
    world.run('twin', { type: 'RequestRun', data }, { operation: id, cause });
  };

const unknownType = (event: RecordedEvent): RecordedEvent => ({ ...event, type: 'SenderForgotten' });
const withoutCause = (event: RecordedEvent): RecordedEvent => ({
  ...event,
  metadata: { ...event.metadata, $causationId: '' },
});

/** What clients asked and the log has not, and the reverse. */
export const badCommands: readonly BadHistory[] = [
  {
    what: 'an acknowledged command without events',
    violates: 'I1',
    tells: /command \(release of c1.*has no event in the log/,
    history: logged(replacing('suppression-hash-of-answered-0', 'AddressReleased', () => null)),
  },
  {
    what: 'an acknowledged revision that the log does not have',
    violates: 'I1',
    tells: /erase .*was promised revision 7 of contact-k9, which has 1 events/,
    history: seen(attempts('erase', (one) => ({ ...one, promises: { stream: 'contact-k9', revision: 7 } }))),
  },
  {
    what: 'a command carried out twice under one key',
    violates: 'I1',
    tells: /start retried .*may have happened once and happened 2 times\n.*RunRequested/,
    history: happened(secondRun('start retried', 'another command')),
  },
  {
    what: 'a command without a key carried out more often than it was sent',
    violates: 'I1',
    tells: /hold .*may have happened once and happened 2 times/,
    history: happened(
      secondRun('hold', 'another command'),
      operation('hold', (one) => ({ ...one, idempotencyKey: null })),
    ),
  },
  {
    what: 'a command without a key accepted twice and carried out once',
    violates: 'I1',
    tells: /lift .*was accepted 2 times and happened 1 times/,
    history: seen(
      operation('lift', (one) => ({ ...one, idempotencyKey: null, attempts: [...one.attempts, ...one.attempts] })),
    ),
  },
  {
    what: 'a change of consent recorded twice for one command',
    violates: 'I1',
    tells: /consent .*may have happened once and happened 2 times/,
    history: happened((world) => {
      const granted = { contactId: 'k1', channel: 'email', state: 'granted', origin: 'shop' } as const;
      world.append('contact-k1', { type: 'ConsentChanged', data: granted }, { operation: 'consent', cause: 'again' });
    }),
  },
  {
    what: 'a refused command that changed something',
    violates: 'I1',
    tells: /start retried otherwise.*was refused and happened 1 times/,
    history: happened(secondRun('start retried otherwise', 'another command')),
  },
  {
    what: 'a mail acknowledged and not recorded',
    violates: 'I1',
    tells: /stray answer .*has no event in the log/,
    history: seen(operation('stray answer', (one) => ({ ...one, trace: { by: 'reply', replyId: 'y9' } }))),
  },
  {
    what: 'a mail recorded twice',
    violates: 'I1',
    tells: /stray answer .*may have happened once and happened 2 times/,
    history: happened((world) => {
      const stray = { threadId: 'quarantine.y2x', replyId: 'y2', receivedAt: world.instant, match: null };
      world.thread('quarantine.y2x', { type: 'ReceiveReply', data: stray });
    }),
  },
  {
    what: 'an event that no client asked for',
    violates: 'I2',
    tells: /no client asked for it\n.*HoldPlaced by ann/,
    history: happened((world) =>
      world.append('hold-campaign.x', { type: 'HoldPlaced', data: { scope: 'campaign:x' } }, { operation: 'nobody' }),
    ),
  },
  {
    what: 'an event of a worker that nothing before calls for',
    violates: 'I2',
    tells: /there is no verification v9\n.*SenderVerified/,
    history: happened((world) => {
      const about = { id: 'f1', version: 1, verificationId: 'v9' };
      world.append('sender-f1', { type: 'SenderVerified', data: about }, worker);
    }),
  },
  {
    what: 'an event of a type that nobody knows',
    violates: 'I2',
    tells: /no program knows.*\n.*SenderForgotten/,
    history: logged(replacing('sender-f1', 'SenderVerified', unknownType)),
  },
  {
    what: 'an event without a cause in its envelope',
    violates: 'I2',
    tells: /has no envelope\n.*SenderVerified/,
    history: logged(replacing('sender-f1', 'SenderVerified', withoutCause)),
  },
  {
    what: 'a message at a provider that nobody claimed',
    violates: 'I2',
    tells: /a message left that nobody had claimed\n.*<stray@x.test> for stray@example.com over connection 3/,
    history: seen(({ receipts, settings }) => ({
      receipts: [
        ...receipts,
        {
          sink: 'smtp',
          channel: 'email',
          messageId: '<stray@x.test>',
          to: 'stray@example.com',
          at: settings.startedAt,
          connection: 3,
          answer: 'accepted',
        },
      ],
    })),
  },
  {
    what: 'two answers under one key',
    violates: 'I11',
    tells: /key start retried.* was answered in two ways\n.*answer to start retried\n.*another answer/,
    history: seen(attempts('start retried', (one, at) => (at === 2 ? { ...one, answerHash: 'another answer' } : one))),
  },
  {
    what: 'two bodies accepted under one key',
    violates: 'I11',
    tells: /was accepted with two bodies/,
    history: seen(
      operation('start retried otherwise', (one) => ({
        ...one,
        changes: 'perhaps',
        attempts: one.attempts.map(({ problem: _, ...rest }) => ({ ...rest, result: 'ok', status: 202 })),
      })),
    ),
  },
  {
    what: 'a key refused as used with another body when there was none',
    violates: 'I11',
    tells: /there was only one\n.*answered 422 idempotency-key-reused/,
    history: seen(({ operations }) => ({
      operations: [
        ...operations,
        ...operations
          .filter(({ id }) => id === 'start retried otherwise')
          .map((one) => ({ ...one, id: 'alone', idempotencyKey: 'alone' })),
      ],
    })),
  },
];
