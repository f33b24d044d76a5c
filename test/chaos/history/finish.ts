import pg from 'pg';
import type { RecordedEvent } from '#eventstore/port.js';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { ParkedStream } from '#readmodel/parked.js';
import type { ProjectionState } from '#readmodel/projection-state.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import type { Verdict } from '#readmodel/verify.js';
import { inDatabase } from '../../support/in-database.js';
import { everyItem } from '../../support/runs.js';
import type { ServiceClient } from '../../support/service-client.js';
import type { Finish, Receipt, Subscriber } from '../checker/history.js';
import { headerOf } from '../../support/answering.js';
import type { StoredMail } from '../../support/smtp-sink.js';

/** What the service shows once nothing happens any more; of what was poisoned nobody can tell. */
export const finishOf = async (client: ServiceClient, poisoned: readonly string[]): Promise<Finish> => {
  const projections = await client.get<{ readonly items: readonly ProjectionState[] }>('/v1/projections');
  const verified: Verdict[] = [];
  for (const { name } of projections.items) verified.push(await client.post<Verdict>(`/v1/projections/${name}/verify`));
  const parked = await client.get<{ readonly streams: readonly ParkedStream[] }>('/v1/parked');
  const listed = await everyItem<RunSummary>(client, '/v1/runs');
  const runs = listed.filter(({ id }) => !poisoned.includes(`run-${id}`));
  const communications: CommunicationSummary[] = [];
  for (const { id } of runs)
    communications.push(...(await everyItem<CommunicationSummary>(client, `/v1/runs/${id}/communications`)));
  return {
    at: Date.now(),
    runs: runs.map(({ id, status, revision, ledger }) => ({ runId: id, status, revision, ledger })),
    communications: communications.map(({ id, status, attempt }) => ({ communicationId: id, status, attempt })),
    verified: verified.map(({ projection, equal }) => ({
      projection,
      equal,
      parked: parked.streams.filter((one) => one.projection === projection).map(({ stream }) => stream),
    })),
  };
};

/** The list of what happened, as its read model made it of the events: of each run on its own, so brought into log order. */
export const historyRows = async (databaseUrl: string, events: readonly RecordedEvent[]): Promise<Subscriber> => {
  const places = new Map(events.map(({ id }, place) => [id, place]));
  const rows = await inDatabase<pg.QueryResultRow & { id: string }>(
    databaseUrl,
    `select event_id as id from rm_history.entries where stream not like 'thread-%' order by run_id, number`,
  );
  return {
    name: 'history',
    categories: ['run', 'runbatch', 'report'],
    kind: 'effect',
    eventIds: rows.map(({ id }) => id).toSorted((a, b) => (places.get(a) ?? -1) - (places.get(b) ?? -1)),
  };
};

export const receiptOf = (mail: StoredMail): Receipt => ({
  sink: 'smtp',
  channel: 'email',
  messageId: headerOf(mail, 'Message-ID'),
  to: mail.to[0] ?? '',
  at: Math.round(performance.timeOrigin + mail.at),
  connection: mail.connection,
  answer: mail.answered ? 'accepted' : 'nothing',
});
