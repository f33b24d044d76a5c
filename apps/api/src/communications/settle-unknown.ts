import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Communication } from '#domain/batch/communication.js';
import { partsOfCommunicationId } from '#domain/batch/state.js';
import { type CommandContext, partOf } from '#eventstore/execute.js';
import { Installation } from '../installation.js';
import { communicationsOfBatch } from './communication-log.js';
import { ExecuteReport } from './communications.handler.js';

export type Resolution = 'was-sent' | 'was-not-sent';

/** What became of one communication of a list. */
export type Settled = { readonly id: string; readonly ok: true } | Unsettled;

export interface Unsettled {
  readonly id: string;
  readonly ok: false;
  readonly code: 'no-such-communication' | 'not-unknown' | 'resolved-otherwise' | 'contended';
  readonly detail: string;
}

interface Open {
  readonly communication: Communication;
  readonly runId: string;
  readonly batch: number;
}

/** Settles communications whose fate a crash left open, by the log itself. */
@Injectable()
export class SettleUnknown {
  constructor(
    private readonly bus: CommandBus,
    private readonly installation: Installation,
  ) {}

  /** Those of the list that cannot be settled, each with the reason. Changes nothing. */
  async faults(ids: readonly string[], context: CommandContext): Promise<readonly Unsettled[]> {
    const found = await this.look(ids, context);
    return found.filter((each) => 'ok' in each);
  }

  /** One after the other, each for itself; a repetition under the same command id answers as the first time. */
  async settle(
    ids: readonly string[],
    { resolution, detail }: { readonly resolution: Resolution; readonly detail: string },
    context: CommandContext,
  ): Promise<readonly Settled[]> {
    const results: Settled[] = [];
    for (const each of await this.look(ids, context)) {
      if ('ok' in each) {
        results.push(each);
        continue;
      }
      const { communicationId: id, contactId } = each.communication;
      const data = { communicationId: id, contactId, resolution, by: 'operator', detail } as const;
      const command = new ExecuteReport(each.runId, each.batch, { type: 'ResolveDispatch', data }, partOf(context, id));
      const executed = await this.bus.execute(command);
      if (!executed.ok)
        results.push({ id, ok: false, code: executed.rejection.rejected, detail: executed.rejection.detail });
      else if (executed.events.length > 0) results.push({ id, ok: true });
      else results.push(notUnknown(id, 'somebody else settled it just now'));
    }
    return results;
  }

  private async look(ids: readonly string[], context: CommandContext): Promise<readonly (Open | Unsettled)[]> {
    const batches = new Map<string, Batch>();
    const found: (Open | Unsettled)[] = [];
    for (const id of new Set(ids)) {
      const parts = partsOfCommunicationId(id);
      if (parts === null) {
        found.push(unknownId(id));
        continue;
      }
      const name = `${parts.runId}.${parts.batch}`;
      const batch = batches.get(name) ?? (await this.load(parts.runId, parts.batch));
      batches.set(name, batch);
      const communication = batch.communications.get(id);
      if (communication === undefined) found.push(unknownId(id));
      else if (communication.status === 'unknown' || batch.causes.has(partOf(context, id).commandId))
        // Settled by this same request before, whose answer was lost: it may be repeated.
        found.push({ communication, runId: parts.runId, batch: parts.batch });
      else found.push(notUnknown(id, `it is ${communication.status}: its fate is known`));
    }
    return found;
  }

  private async load(runId: string, batch: number): Promise<Batch> {
    const { store } = this.installation;
    const reports = await store.read(`report-${runId}.${batch}`);
    return {
      communications: await communicationsOfBatch(store, runId, batch),
      causes: new Set(reports.map(({ metadata }) => metadata.$causationId)),
    };
  }
}

interface Batch {
  readonly communications: ReadonlyMap<string, Communication>;
  /** The commands that its reports come from. */
  readonly causes: ReadonlySet<string>;
}

const notUnknown = (id: string, detail: string): Unsettled => ({ id, ok: false, code: 'not-unknown', detail });

const unknownId = (id: string): Unsettled => ({
  id,
  ok: false,
  code: 'no-such-communication',
  detail: 'there is no such communication',
});
