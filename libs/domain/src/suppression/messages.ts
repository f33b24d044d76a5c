import type { Message } from '../kernel/message.js';
import type { ChannelKind } from '../campaign/messages.js';

export type SuppressionReason = 'opt-out' | 'bounce' | 'complaint' | 'operator';

export type SuppressionCommand =
  | Message<'Suppress', { addressHash: string; channel: ChannelKind; reason: SuppressionReason; evidence: string }>
  | Message<'Release', { addressHash: string }>;

/** Stream `suppression-<addressHash>`; the hash is an HMAC under the installation's suppression key. */
export type SuppressionEvent =
  | Message<
      'AddressSuppressed',
      { addressHash: string; channel: ChannelKind; reason: SuppressionReason; evidence: string }
    >
  | Message<'AddressReleased', { addressHash: string }>;
