import type { BatchEvent } from '#domain/batch/messages.js';
import { type BatchState, evolveBatch, noBatch, type Recipient } from '#domain/batch/state.js';
import type { Audience, RunRequest } from '#domain/run/messages.js';
import type { SegmentDefinition } from '#domain/segment/messages.js';
import type { EventStore } from '#eventstore/port.js';
import type pg from 'pg';
import { streamSegment } from '#vault/segments/segments.js';
import { pinnedVersion } from '../runs/pinned-versions.js';

/** Who a run is for: contact ids, page by page, each contact once. */
export const askAudience = async (
  deps: RecipientsDeps,
  { pins, audience }: RunRequest,
): Promise<AsyncIterable<readonly string[]>> => {
  const segment = pins.segment === null ? null : await pinnedVersion(deps.store, 'segment', pins.segment);
  return recipients(deps, audience, segment?.definition ?? null);
};

interface RecipientsDeps {
  readonly store: EventStore;
  readonly pool: pg.Pool;
}

async function* recipients(
  deps: RecipientsDeps,
  audience: Audience,
  segment: SegmentDefinition | null,
): AsyncIterable<readonly string[]> {
  switch (audience.kind) {
    case 'segment':
      yield* streamSegment(deps.pool, segment?.filter);
      return;
    case 'contacts':
      yield [...new Set(audience.contactIds)];
      return;
    case 'communications':
      yield* earlierRecipients(deps.store, audience.of, audience.communicationIds);
  }
}

/** Batch by batch from the earlier run's own streams: what it recorded, not what a read model thinks of it. */
async function* earlierRecipients(
  store: EventStore,
  runId: string,
  wanted: readonly string[] | 'refused',
): AsyncIterable<readonly string[]> {
  const chosen = wanted === 'refused' ? null : new Set(wanted);
  for (let batch = 1; ; batch += 1) {
    const events = await store.read(`runbatch-${runId}.${batch}`);
    if (events.length === 0) return;
    yield recipientsIn(events.map(({ type, data }) => ({ type, data }) as BatchEvent))
      .filter(({ communicationId, standing }) => chosen?.has(communicationId) ?? standing.is === 'refused')
      .map(({ contactId }) => contactId);
  }
}

/** A closed batch keeps only its totals; the recipients are as they stood just before. */
const recipientsIn = (events: readonly BatchEvent[]): readonly Recipient[] => {
  let state: BatchState = noBatch;
  for (const event of events) if (event.type !== 'BatchClosed') state = evolveBatch(state, event);
  return state.status === 'open' ? state.recipients : [];
};
