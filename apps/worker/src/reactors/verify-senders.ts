import type pg from 'pg';
import type { Outcome } from '#domain/batch/messages.js';
import { senderDecider } from '#domain/sender/decide.js';
import type { SenderEvent } from '#domain/sender/messages.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import { versionOf } from '#eventstore/definitions.js';
import { execute } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { verificationAddress } from '#vault/messages/verifications.js';
import type { EmailChannel } from '../channels/email/channel.js';
import { workerContext } from '../worker-context.js';
import type { Reactor } from './reactor.js';

export interface VerificationDeps {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly worker: string;
  readonly now: Clock;
  readonly email: EmailChannel;
}

/**
 * Sends the test mail that was asked for and records what the server said. After a crash in between it is sent again:
 * a second test mail harms nobody. What is recorded or was replaced by a newer one is left alone, so that going
 * through the log from its beginning sends nothing. Channels without a test message are verified by being set up.
 */
export const verifySenders = (deps: VerificationDeps): Reactor => ({
  name: 'verify-senders',
  categories: ['sender'],
  react: async (events) => {
    for (const { type, data } of events) {
      if ((type as SenderEvent['type']) !== 'SenderVerificationRequested') continue;
      await verify(deps, data as Extract<SenderEvent, { type: 'SenderVerificationRequested' }>['data']);
    }
  },
});

const verify = async (
  deps: VerificationDeps,
  { id, version, verificationId }: { id: string; version: number; verificationId: string },
): Promise<void> => {
  const { state } = await loadAggregate(deps.store, senderDecider, `sender-${id}`);
  if (state.verification?.verificationId !== verificationId || state.verification.result !== 'pending') return;
  const published = await versionOf(deps.store, 'sender', { id, version });
  const to = await verificationAddress(deps.pool, verificationId);
  const context = workerContext({ worker: deps.worker, part: 'verification', about: id, now: deps.now });
  const record = (accepted: boolean, detail: string) =>
    execute(
      deps.store,
      senderDecider,
      `sender-${id}`,
      { type: 'RecordVerification', data: { verificationId, accepted, detail } },
      context,
    );
  if (published === null) return void (await record(false, 'the version is not in the log'));
  if (published.definition.channel !== 'email') return void (await record(true, 'no test message on this channel'));
  if (to === null) return void (await record(false, 'the address of the test mail is gone'));
  const sender = { ...published.definition, id };
  const outcome = await deps.email.sendVerification(sender, to, verificationId, new AbortController().signal);
  await record(outcome.kind === 'accepted', said(outcome));
};

const said = (outcome: Outcome): string =>
  outcome.kind === 'unknown' ? `unknown: ${outcome.detail}` : `${outcome.kind}: ${outcome.answer}`;
