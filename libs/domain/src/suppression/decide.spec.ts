import fc from 'fast-check';
import { channelKinds } from '../campaign/messages.js';
import { checkDecider, checkFold } from '../testing/decider-properties.js';
import { specFor } from '../testing/spec-for.js';
import { isSuppressed, suppressionDecider } from './decide.js';
import type { SuppressionCommand, SuppressionEvent } from './messages.js';

const given = specFor(suppressionDecider);
const addressHash = 'h1';
const bounce = { addressHash, channel: 'email', reason: 'bounce', evidence: 'reply r1' } as const;
const bounced: SuppressionEvent = { type: 'AddressSuppressed', data: bounce };
const released: SuppressionEvent = { type: 'AddressReleased', data: { addressHash } };
const release: SuppressionCommand = { type: 'Release', data: { addressHash } };

describe('an address', () => {
  it('is suppressed once for each reason', () => {
    given().when({ type: 'Suppress', data: bounce }).then(bounced);
    given(bounced)
      .when({ type: 'Suppress', data: { ...bounce, evidence: 'reply r2' } })
      .then();
    const complaint = { ...bounce, reason: 'complaint' } as const;
    given(bounced).when({ type: 'Suppress', data: complaint }).then({ type: 'AddressSuppressed', data: complaint });
  });

  it('is suppressed on the channel it was suppressed for', () => {
    const state = given(bounced).state();
    expect(isSuppressed(state, 'email')).toBe(true);
    expect(isSuppressed(state, 'http')).toBe(false);
  });

  it('is released from everything at once, and may be suppressed again', () => {
    given(bounced).when(release).then(released);
    given().when(release).then();
    given(bounced, released).when({ type: 'Suppress', data: bounce }).then(bounced);
    expect(isSuppressed(given(bounced, released).state(), 'email')).toBe(false);
  });

  it('holds the invariants of every decider', () => {
    const suppressions = fc.record({
      addressHash: fc.constant(addressHash),
      channel: fc.constantFrom(...channelKinds),
      reason: fc.constantFrom('opt-out' as const, 'bounce' as const, 'complaint' as const, 'operator' as const),
      evidence: fc.string(),
    });
    checkDecider(
      suppressionDecider,
      fc.oneof(
        suppressions.map((data): SuppressionCommand => ({ type: 'Suppress', data })),
        fc.constant(release),
      ),
      (events, state) => {
        if (events.at(-1)?.type === 'AddressReleased') expect(state.reasons).toEqual({});
      },
    );
    checkFold(
      suppressionDecider,
      fc.oneof(
        suppressions.map((data): SuppressionEvent => ({ type: 'AddressSuppressed', data })),
        fc.constant(released),
      ),
    );
  });
});
