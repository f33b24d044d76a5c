import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { Instant, Message } from '../kernel/message.js';
import {
  archivedAlready,
  noSuchDefinition,
  versionedDecider,
  type VersionedRejectionCode,
} from '../versioned/decide.js';
import type { Versioned } from '../versioned/state.js';
import type { SenderCommand, SenderDefinition, SenderEvent } from './messages.js';

/** The newest test message and what became of it. Asking again replaces it; a late result of the old one is refused. */
export interface Verification {
  readonly verificationId: string;
  readonly version: number;
  readonly result: 'pending' | 'accepted' | 'refused';
}

export type SenderState = Versioned<SenderDefinition> & {
  readonly verification: Verification | null;
  /** The version that the newest settled test message vouches for; null when there is none. */
  readonly verifiedVersion: number | null;
};

/** A test message vouches for the version it was sent with and for no later one. */
export const isVerified = (state: SenderState): boolean =>
  state.status !== 'absent' && state.verifiedVersion === state.version;

export interface SenderRejection {
  /**
   * `no-such-verification`: never asked for, or replaced by a newer one.
   * `verification-settled`: it ended the other way before.
   */
  readonly rejected: VersionedRejectionCode | 'no-such-verification' | 'verification-settled';
  readonly detail: string;
}

const versions = versionedDecider<'Sender', SenderDefinition, 'active'>('Sender', 'active');

const decide = (command: SenderCommand, state: SenderState, now: Instant): readonly SenderEvent[] | SenderRejection => {
  switch (command.type) {
    case 'Define':
    case 'Revise':
    case 'Archive':
      return versions.decide(command, state, now);
    case 'RequestVerification': {
      if (state.status === 'absent') return noSuchDefinition;
      if (state.status === 'archived') return archivedAlready;
      const { verificationId } = command.data;
      if (state.verification?.verificationId === verificationId) return [];
      const { id, version } = state;
      return [{ type: 'SenderVerificationRequested', data: { id, version, verificationId } }];
    }
    case 'RecordVerification':
      return state.status === 'absent' ? noSuchDefinition : settle(command.data, state.id, state.verification);
    default:
      return assertNever(command);
  }
};

/** Also for an archived sender: the test message was on its way, and what came of it is a fact. */
const settle = (
  { verificationId, accepted, detail }: Extract<SenderCommand, Message<'RecordVerification'>>['data'],
  id: string,
  verification: Verification | null,
): readonly SenderEvent[] | SenderRejection => {
  if (verification?.verificationId !== verificationId) {
    return reject('no-such-verification', 'this test message was not asked for, or a newer one replaced it');
  }
  const { version, result } = verification;
  if (result === (accepted ? 'accepted' : 'refused')) return [];
  if (result !== 'pending') return reject('verification-settled', `this test message was ${result} before`);
  return accepted
    ? [{ type: 'SenderVerified', data: { id, version, verificationId } }]
    : [{ type: 'SenderVerificationFailed', data: { id, version, verificationId, detail } }];
};

const evolve = (state: SenderState, event: SenderEvent): SenderState => {
  switch (event.type) {
    case 'SenderDefined':
    case 'SenderRevised':
    case 'SenderArchived': {
      const { verification, verifiedVersion } = state;
      return { ...versions.evolve(state, event), verification, verifiedVersion };
    }
    case 'SenderVerificationRequested':
      return { ...state, verification: { ...testMessage(event.data), result: 'pending' } };
    case 'SenderVerified':
      return {
        ...state,
        verification: { ...testMessage(event.data), result: 'accepted' },
        verifiedVersion: event.data.version,
      };
    case 'SenderVerificationFailed':
      return {
        ...state,
        verification: { ...testMessage(event.data), result: 'refused' },
        verifiedVersion: state.verifiedVersion === event.data.version ? null : state.verifiedVersion,
      };
    default:
      return assertNever(event);
  }
};

const testMessage = ({ verificationId, version }: { verificationId: string; version: number }) => ({
  verificationId,
  version,
});

export const senderDecider: Decider<SenderCommand, SenderEvent, SenderState, SenderRejection> = {
  initial: { status: 'absent', verification: null, verifiedVersion: null },
  decide,
  evolve,
};
