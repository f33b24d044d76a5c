import { randomUUID } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { openEventStore } from '#eventstore/open.js';
import type { EventStore, ExpectedRevision, NewEvent } from '#eventstore/port.js';
import { openPool } from '#platform/database/pool.js';

/**
 * A process of writers for the figure `appends`: each appends to streams of its own, one event after the other, and notes
 * down what was acknowledged, until it is killed.
 * Words: database URL, event store URL or `-`, file of acknowledgements, numbers of its writers.
 */
const [databaseUrl = '', eventStoreUrl = '-', file = '', ...writers] = process.argv.slice(2);

/** Aggregates stay short. */
const longest = 1_000;

const pool = openPool(databaseUrl, { max: 2, name: 'chaos-writer' });
const store = await openEventStore({ pool, databaseUrl, eventStoreUrl: eventStoreUrl === '-' ? null : eventStoreUrl });
const acknowledged = openSync(file, 'a');

const eventOf = (writer: string, revision: number): NewEvent => ({
  id: randomUUID(),
  type: 'ContactEventRecorded',
  data: { writer, revision },
  metadata: {
    $correlationId: writer,
    $causationId: writer,
    actor: writer,
    source: 'worker',
    v: 1,
    occurredAt: new Date().toISOString(),
  },
});

/** An append with an unknown result is repeated with the same event until it is known. */
const surely = async (log: EventStore, stream: string, at: ExpectedRevision, event: NewEvent): Promise<void> => {
  for (;;) {
    const result = await log.append(stream, at, [event]).catch(() => null);
    if (result?.ok === true) return;
    if (result !== null) throw new Error(`${stream} has another writer: it stands at ${result.actual}`);
  }
};

const write = async (writer: string): Promise<never> => {
  for (let part = 0; ; part += 1) {
    const stream = `contact-w${writer}x${part}`;
    const [newest] = await store.readBackwards(stream, 1);
    for (let revision = (newest?.revision ?? -1) + 1; revision < longest; revision += 1) {
      await surely(store, stream, revision === 0 ? 'none' : revision - 1, eventOf(writer, revision));
      writeSync(acknowledged, `${stream} ${revision}\n`);
    }
  }
};

// Whoever started it may be killed: it must not write on for ever.
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
await Promise.all(writers.map(write));
