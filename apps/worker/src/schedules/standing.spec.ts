import type { ChannelKind } from '#domain/campaign/messages.js';
import type { SenderEvent } from '#domain/sender/messages.js';
import { campaignDefinition, goalDefinition, senderDefinition } from '#domain/testing/definition-fixtures.js';
import { fact, recorded } from '../../../../test/support/event-builders.js';
import { standingOf } from './standing.js';

const at = '2026-11-20T09:00:00.000Z';
const published = { version: 1, hash: 'x', summary: '' };
const verified: SenderEvent = { type: 'SenderVerified', data: { id: 'e1', version: 1, verificationId: 'v1' } };

/** What is said of an active campaign on a channel, after these events of its sender. */
const standing = (channel: ChannelKind, ...since: readonly SenderEvent[]): Promise<string | null> => {
  const campaign = { ...campaignDefinition, channel, segment: null };
  const sender = { ...senderDefinition, channel };
  const log = recorded([
    fact('goal-g1', { type: 'GoalDefined', data: { ...published, id: 'g1', definition: goalDefinition } }, at),
    fact('sender-e1', { type: 'SenderDefined', data: { ...published, id: 'e1', definition: sender } }, at),
    ...since.map((event) => fact('sender-e1', event, at)),
    fact('campaign-c1', { type: 'CampaignDefined', data: { ...published, id: 'c1', definition: campaign } }, at),
    fact('campaign-c1', { type: 'CampaignActivated', data: { id: 'c1' } }, at),
  ]);
  const read = (stream: string) => Promise.resolve(log.filter((event) => event.stream === stream));
  return standingOf({ read }, { campaignId: 'c1', campaignVersion: 'latest' });
};

describe('standingOf', () => {
  it('asks for a verified sender where a test message verifies it', async () => {
    expect(await standing('email')).toBe('the sender is not verified');
    expect(await standing('email', verified)).toBeNull();
  });

  it('asks for none on a channel that has no test message, as preflight does', async () => {
    expect(await standing('http')).toBeNull();
    expect(await standing('noop')).toBeNull();
  });
});
