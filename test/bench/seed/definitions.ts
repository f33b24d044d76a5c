import { campaignDecider } from '#domain/campaign/decide.js';
import type { CampaignDefinition, ChannelKind } from '#domain/campaign/messages.js';
import { goalDecider } from '#domain/goal/decide.js';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { Decider, Rejection } from '#domain/kernel/decider.js';
import type { Json, Message } from '#domain/kernel/message.js';
import type { Pin, Pins } from '#domain/run/messages.js';
import { segmentDecider } from '#domain/segment/decide.js';
import { senderDecider } from '#domain/sender/decide.js';
import { execute } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { systemClock } from '#platform/clock.js';
import { newId, sha256 } from '#platform/ids.js';

/** A campaign that runs can pin. */
export interface SeededCampaign {
  readonly channel: ChannelKind;
  readonly pins: Pins;
}

const goals = 20;
const campaigns = 200;
/** Every tenth campaign has changed since its runs. */
const changedEvery = 10;

/** Goals, a segment, a sender and campaigns, by the deciders and through the log's own append. */
export const seedDefinitions = async (store: EventStore): Promise<readonly SeededCampaign[]> => {
  const goalPins: Pin[] = [];
  for (let n = 1; n <= goals; n += 1) {
    const goal = { name: `Goal ${n}`, statement: 'People find what they came for', attribution: 'last' } as const;
    goalPins.push(
      await define(goal, (data) => carryOut(store, goalDecider, `goal-${data.id}`, { type: 'Define', data })),
    );
  }
  const segment = await define({ name: 'Everyone' }, (data) =>
    carryOut(store, segmentDecider, `segment-${data.id}`, { type: 'Define', data }),
  );
  const sender = await define(
    {
      name: 'News',
      channel: 'email' as const,
      from: { name: 'News', address: 'news@example.test' },
      provider: 'smtp',
      limits: { perSecond: 50 },
    },
    (data) => carryOut(store, senderDecider, `sender-${data.id}`, { type: 'Define', data }),
  );
  const seeded: SeededCampaign[] = [];
  for (let n = 1; n <= campaigns; n += 1) {
    const channel = channels[n % channels.length] ?? 'noop';
    const goal = goalPins[n % goals];
    if (goal === undefined) throw new Error('there are goals');
    const definition: CampaignDefinition = {
      name: `Campaign ${n}`,
      channel,
      goal: goal.id,
      segment: segment.id,
      sender: channel === 'email' ? sender.id : null,
      instructions: { prose: 'Short and kind.', sections: { opening: 'Dear {{ contact.name }},' } },
      template: { subject: 'News', text: '{{ instructions.opening }}\n\nThere are news.', body: '{"text":"news"}' },
      writer: 'template',
      reviewer: 'none',
      responseBehaviour: 'record',
      defaults: {},
      limits: {},
      onUnknown: 'never-resend',
    };
    const campaign = await define(definition, (data) =>
      carryOut(store, campaignDecider, `campaign-${data.id}`, { type: 'Define', data }),
    );
    const stream = `campaign-${campaign.id}`;
    await carryOut(store, campaignDecider, stream, { type: 'Activate', data: {} });
    if (n % changedEvery === 0) {
      const changed = { ...definition, instructions: { ...definition.instructions, prose: 'Shorter and kinder.' } };
      const data = { hash: hashOf(changed), definition: changed, summary: 'shorter' };
      await carryOut(store, campaignDecider, stream, { type: 'Revise', data });
    }
    seeded.push({ channel, pins: { campaign, goal, segment, sender: channel === 'email' ? sender : null } });
  }
  return seeded;
};

/** Weighted: most runs are mails. */
const channels: readonly ChannelKind[] = ['email', 'email', 'email', 'http', 'noop'];

const hashOf = (definition: object): string => sha256(canonicalJson(JSON.parse(JSON.stringify(definition)) as Json));

/** Defines one with an id of its own; `send` carries the command out on its stream. */
const define = async <D extends object>(
  definition: D,
  send: (data: { id: string; hash: string; definition: D; summary: string }) => Promise<void>,
): Promise<Pin> => {
  const [id, hash] = [newId(), hashOf(definition)];
  await send({ id, hash, definition, summary: 'seeded' });
  return { id, version: 1, hash };
};

const carryOut = async <C extends Message, E extends Message, S, R extends Rejection>(
  store: EventStore,
  decider: Decider<C, E, S, R>,
  stream: string,
  command: C,
): Promise<void> => {
  const commandId = newId();
  const done = await execute(store, decider, stream, command, {
    commandId,
    correlationId: commandId,
    actor: { name: 'seed', source: 'cli' },
    now: systemClock,
  });
  if (!done.ok) throw new Error(`${stream}: ${command.type} is refused: ${done.rejection.detail}`);
};
