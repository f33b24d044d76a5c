import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { batchDecider } from '#domain/batch/decide.js';
import type { BatchCommand, BatchEvent } from '#domain/batch/messages.js';
import { type BatchState, evolveBatch, noBatch, partsOfCommunicationId } from '#domain/batch/state.js';
import { isRejection } from '#domain/kernel/decider.js';
import { type CommandContext, partOf } from '#eventstore/execute.js';
import type { Position } from '#eventstore/port.js';
import { historyOfRun } from '#readmodel/history/queries.js';
import { type EventIn, known } from '#readmodel/vocabulary.js';
import { notFound } from '../http/problem.js';
import { Installation } from '../installation.js';
import { loadRun } from '../runs/run-reads.js';
import { ExecuteBatch } from './drafts.handler.js';

/** A draft as its reviewer saw it. */
export interface SeenDraft {
  readonly id: string;
  readonly contentHash: string;
}

export interface DecisionItem {
  readonly id: string;
  readonly ok: boolean;
  readonly code?: string;
  readonly detail?: string;
}

/** What became of the drafts that were to be decided. */
export interface DecisionView {
  readonly decided: number;
  /** Of chosen drafts each; of all drafts of a run those that were not decided. */
  readonly items: readonly DecisionItem[];
}

type Verdict = 'ApproveDraft' | 'RejectDraft';

/** Approves or rejects drafts, each bound to the content that was seen. */
@Injectable()
export class DecideDrafts {
  constructor(
    private readonly bus: CommandBus,
    private readonly installation: Installation,
  ) {}

  async chosen(
    verdict: Verdict,
    drafts: readonly SeenDraft[],
    note: string | undefined,
    context: CommandContext,
  ): Promise<DecisionView> {
    const batches = new Map<string, { runId: string; batch: number; drafts: SeenDraft[] }>();
    const unknown: DecisionItem[] = [];
    for (const draft of drafts) {
      const parts = partsOfCommunicationId(draft.id);
      if (parts === null) {
        unknown.push({ id: draft.id, ok: false, code: 'no-such-communication', detail: 'this is no communication' });
        continue;
      }
      const { runId, batch } = parts;
      const name = `${runId}.${batch}`;
      const group = batches.get(name) ?? { runId, batch, drafts: [] };
      group.drafts.push(draft);
      batches.set(name, group);
    }
    const items: DecisionItem[] = [];
    for (const { runId, batch, drafts: some } of batches.values()) {
      items.push(...(await this.decide(verdict, { runId, batch, drafts: some, note }, context)));
    }
    const all = [...items, ...unknown];
    return { decided: all.filter(({ ok }) => ok).length, items: all };
  }

  /** All that wait now and were prepared up to number `seen` of the run's history. Throws 404. */
  async ofRun(
    verdict: Verdict,
    { runId, seen, note }: { readonly runId: string; readonly seen: number; readonly note: string | undefined },
    context: CommandContext,
  ): Promise<DecisionView> {
    const { store, pool } = this.installation;
    const { run } = await loadRun(this.installation, runId);
    const { items: entries } = await historyOfRun(pool, { runId, after: seen - 1, upTo: seen, limit: 1 });
    const position = entries[0]?.position;
    if (position === undefined) throw notFound(`event ${seen} in the history of the run`);
    const batches = 'batches' in run ? run.batches : 0;
    let decided = 0;
    const items: DecisionItem[] = [];
    for (let batch = 1; batch <= batches; batch += 1) {
      const events = known(['runbatch'], await store.read(`runbatch-${runId}.${batch}`));
      const drafts = seenDrafts(events, (other) => store.compare(other, position) <= 0);
      if (drafts.length === 0) continue;
      const results = await this.decide(verdict, { runId, batch, drafts, note }, context);
      decided += results.filter(({ ok }) => ok).length;
      items.push(...results.filter(({ ok }) => !ok));
    }
    return { decided, items };
  }

  private async decide(
    type: Verdict,
    batch: { runId: string; batch: number; drafts: readonly SeenDraft[]; note: string | undefined },
    context: CommandContext,
  ): Promise<readonly DecisionItem[]> {
    const { runId, batch: number, drafts, note } = batch;
    const commands = drafts.map(({ id: communicationId, contentHash }): BatchCommand => ({
      type,
      data: { communicationId, contentHash, ...(note === undefined ? {} : { note }) },
    }));
    const executed = await this.bus.execute(
      new ExecuteBatch(runId, number, commands, partOf(context, `batch ${number}`)),
    );
    const events = executed.ok ? executed.events : [];
    const done = new Set(events.flatMap(({ data }) => ('communicationId' in data ? [data.communicationId] : [])));
    const rest = drafts.filter(({ id }) => !done.has(id));
    const reasons = rest.length === 0 ? new Map<string, DecisionItem>() : await this.reasons(runId, number, commands);
    return drafts.map(({ id }) => (done.has(id) ? { id, ok: true } : (reasons.get(id) ?? { id, ok: true })));
  }

  /** Why a command leaves no event on the batch as it is: refused, or done before. */
  private async reasons(
    runId: string,
    batch: number,
    commands: readonly BatchCommand[],
  ): Promise<ReadonlyMap<string, DecisionItem>> {
    const { store, clock } = this.installation;
    const events = known(['runbatch'], await store.read(`runbatch-${runId}.${batch}`));
    const state = batchOf(events);
    return new Map(
      commands.flatMap((command): [string, DecisionItem][] => {
        if (!('communicationId' in command.data)) return [];
        const id = command.data.communicationId;
        const decision = batchDecider.decide(command, state, clock());
        if (isRejection(decision)) return [[id, { id, ok: false, code: decision.rejected, detail: decision.detail }]];
        // Legal, and yet nothing was stored: others wrote to the batch at every try.
        if (decision.length > 0) return [[id, { id, ok: false, code: 'contended', detail: 'try again' }]];
        return [[id, { id, ok: true }]];
      }),
    );
  }
}

const batchOf = (events: readonly BatchEvent[]): BatchState => events.reduce(evolveBatch, noBatch);

/** The drafts that wait, as far as their newest version had been prepared when the reviewer looked. */
const seenDrafts = (
  events: readonly EventIn<'runbatch'>[],
  wasThere: (position: Position) => boolean,
): readonly SeenDraft[] => {
  const state = batchOf(events);
  if (state.status !== 'open') return [];
  const prepared = new Map(
    events.flatMap((event): [string, Position][] =>
      event.type === 'DraftPrepared' ? [[event.data.communicationId, event.position]] : [],
    ),
  );
  return state.recipients.flatMap(({ communicationId: id, standing }) => {
    const position = prepared.get(id);
    return standing.is === 'draft' && position !== undefined && wasThere(position)
      ? [{ id, contentHash: standing.contentHash }]
      : [];
  });
};
