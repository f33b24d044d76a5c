import { randomUUID } from 'node:crypto';
import type { EventMetadata } from '#domain/kernel/message.js';
import type { EventStore, NewEvent, Position } from '#eventstore/port.js';
import { newId } from '#platform/ids.js';
import { runLife } from '../support/event-builders.js';
import { token } from './seed/stamp.js';

/** A run's whole life, to be written again and again with ids of its own. */
export interface Life {
  readonly events: number;
  /** Appends it, as many events at a time as the log takes; tells of each append that was acknowledged. */
  write(store: EventStore, acknowledged: (position: Position, events: number) => void): Promise<void>;
}

/** Nobody starts it. */
export const scheduledLife = (): Life => lifeOf('scheduled', 1);

/** Over before anybody can act on it. */
export const completedLife = (recipients: number): Life => lifeOf('completed', recipients);

const lifeOf = (status: 'scheduled' | 'completed', recipients: number): Life => {
  const facts = runLife({
    runId: token('run'),
    status,
    ...(status === 'scheduled' ? { startAt: '2040-01-01T00:00:00.000Z' } : {}),
    request: { type: 'manual' },
    contacts: Array.from({ length: recipients }, (_, at) => at.toString(16).padStart(26, '0')),
    batchSize: 200,
  });
  // When the run is queued it has ended in the same append: nobody finds anything to do.
  const [first, ...rest] = facts.map(({ stream, event, actor }) => ({ stream, ...event, actor }));
  const ofRun = rest.filter(({ stream }) => stream.startsWith('run-'));
  const text = JSON.stringify([first, ...rest.filter(({ stream }) => !stream.startsWith('run-')), ...ofRun]);
  return {
    events: facts.length,
    write: async (store, acknowledged) => {
      const lengths = new Map<string, number>();
      const all = JSON.parse(text.replaceAll(token('run'), newId())) as Stamped[];
      for (const piece of pieces(all)) {
        const stream = piece[0]?.stream ?? '';
        const from = lengths.get(stream) ?? 0;
        const result = await store.append(stream, from === 0 ? 'none' : from - 1, piece.map(newEvent));
        if (!result.ok) throw new Error(`${stream} stands at ${result.actual}`);
        lengths.set(stream, from + piece.length);
        acknowledged(result.position, piece.length);
      }
    },
  };
};

type Stamped = Pick<NewEvent, 'type' | 'data'> & { readonly stream: string; readonly actor: string };

const mostAtOnce = 400;

/** Neighbours of one stream go together. */
const pieces = (all: readonly Stamped[]): readonly (readonly Stamped[])[] => {
  const cut: Stamped[][] = [];
  for (const one of all) {
    const last = cut.at(-1);
    if (last !== undefined && last[0]?.stream === one.stream && last.length < mostAtOnce) last.push(one);
    else cut.push([one]);
  }
  return cut;
};

const newEvent = ({ type, data, actor }: Stamped): NewEvent => {
  const id = randomUUID();
  const metadata: EventMetadata = {
    $correlationId: id,
    $causationId: id,
    actor,
    source: 'api',
    v: 1,
    occurredAt: new Date().toISOString(),
  };
  return { id, type, data, metadata };
};
