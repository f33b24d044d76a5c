import type { ChannelKind } from '#domain/campaign/messages.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { RunType } from '#domain/run/messages.js';
import { runLife } from '../../support/event-builders.js';
import type { SeededCampaign } from './definitions.js';
import { lifeBegins, type Shape, shapeOf, token } from './stamp.js';

/** What two runs with the same shape have in common; the rest are tokens. */
export interface Kind {
  readonly status: RunStatus;
  readonly channel: ChannelKind;
  readonly type: RunType;
  readonly recipients: number;
}

const batchSize = 200;

/** Shapes by kind, each decided once. */
export const shapes = (epoch: number): ((kind: Kind) => Shape) => {
  const known = new Map<string, Shape>();
  return (kind) => {
    const name = Object.values(kind).join(' ');
    const found = known.get(name);
    if (found !== undefined) return found;
    const made = shapeOf(lifeOf(kind), epoch);
    known.set(name, made);
    return made;
  };
};

/** A long life, which is not worth keeping. */
export const longShape = (kind: Kind, epoch: number): Shape => shapeOf(lifeOf(kind), epoch);

const pin = (name: string) => ({ id: token(`${name}id`), version: 1, hash: token(`${name}hash`) });

/** Of the campaigns' pins, the token of each id and hash. */
export const pinTokens = ({ pins }: SeededCampaign): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(pins).flatMap(([name, pinned]) =>
      pinned === null
        ? []
        : [
            [`${name}id`, pinned.id],
            [`${name}hash`, pinned.hash],
          ],
    ),
  );

const lifeOf = ({ status, channel, type, recipients }: Kind) =>
  runLife({
    runId: token('run'),
    status,
    at: lifeBegins,
    // Nobody shall start it while it is looked at.
    ...(status === 'scheduled' ? { startAt: new Date(Date.parse(lifeBegins) + 3_000 * dayMs).toISOString() } : {}),
    request: {
      campaignId: token('campaignid'),
      channel,
      type,
      trigger: token('trigger'),
      pins: {
        campaign: pin('campaign'),
        goal: pin('goal'),
        segment: pin('segment'),
        sender: channel === 'email' ? pin('sender') : null,
      },
      metadata: { team: token('team') },
      ...(type === 'retry' ? { parent: { runId: token('parent'), relation: 'retry' as const } } : {}),
    },
    contacts: Array.from({ length: recipients }, (_, at) => token('contact', at)),
    batchSize,
    actor: token('trigger'),
  });

const dayMs = 86_400_000;
