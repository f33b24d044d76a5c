import type { HoldTold } from '#domain/explain/facts.js';
import { holdStream } from '#domain/hold/messages.js';
import type { ExistingRun } from '#domain/run/state.js';
import type { EventStore } from '#eventstore/port.js';
import { scopesOf } from '#readmodel/gates/queries.js';
import { known } from '#readmodel/vocabulary.js';
import { pinsOf } from '../runs/pins.js';

/** Every hold there ever was on what the run's messages come under. */
export const holdsOn = async (store: EventStore, run: ExistingRun): Promise<readonly HoldTold[]> => {
  const { runId, campaignId, channel } = run.request;
  const scopes = scopesOf({ runId, campaignId, channel, senderId: pinsOf(run).sender?.id ?? null });
  const streams = await Promise.all(scopes.map((scope) => store.read(holdStream(scope))));
  return streams.flatMap((events) => known(['hold'], events));
};
