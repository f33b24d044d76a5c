import { readFileSync } from 'node:fs';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { type Position, type RecordedEvent, start } from '#eventstore/port.js';
import { openPool } from '#platform/database/pool.js';
import { figure } from '../../support/figure.js';
import { freshReadModels } from '../../support/read-models.js';
import { type Service, startService } from '../../support/service.js';
import { SmtpSink } from '../../support/smtp-sink.js';
import { writeHistory } from '../history-file.js';
import { foldsOf, shownOf, takeIn } from '../summary.js';
import { scenarios, type Stage } from './scenarios.js';

// `npm run histories -- record`: not part of any test run.

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const parts: { sink?: SmtpSink; service?: Service } = {};
let after: Position = start;

const stage = (): Stage => {
  const { service, sink } = parts;
  if (service === undefined || sink === undefined) throw new Error('the service has not started');
  return { service, sink };
};

beforeAll(async () => {
  parts.sink = await SmtpSink.start();
  parts.service = await startService({ smtpUrl: parts.sink.url });
});

afterAll(async () => {
  await parts.service?.stop();
  await parts.sink?.stop();
});

test.each(Object.entries(scenarios))('%s', async (name, play) => {
  await play(stage());
  const events = await eventsSince();
  const models = await freshReadModels();
  try {
    const folds = foldsOf(events);
    await takeIn(models.pool, events);
    const shown = await shownOf(models.pool, Object.keys(folds));
    writeHistory(version, name, events, { events: events.length, folds, shown });
  } finally {
    await models.close();
  }
  figure(`${name}: ${events.length} events recorded`);
});

/** What the scenario has added to the log. */
const eventsSince = async (): Promise<readonly RecordedEvent[]> => {
  const { databaseUrl } = stage().service;
  const pool = openPool(databaseUrl, { max: 2, name: 'recording' });
  const store = await openPostgresEventStore({ pool, url: databaseUrl, connections: 1 });
  try {
    const events: RecordedEvent[] = [];
    for (;;) {
      const page = await store.readAll(after, 1_000);
      events.push(...page.events);
      after = page.checkpoint;
      if (page.caughtUp) return events;
    }
  } finally {
    await store.close();
    await pool.end();
  }
};
