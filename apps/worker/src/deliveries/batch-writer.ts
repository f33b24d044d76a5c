import { type BatchRejection, type BatchRejectionCode, batchDecider } from '#domain/batch/decide.js';
import type { BatchCommand, BatchEvent } from '#domain/batch/messages.js';
import { evolveBatch, noBatch, type BatchState } from '#domain/batch/state.js';
import { isRejection } from '#domain/kernel/decider.js';
import { type CommandContext, toNewEvents } from '#eventstore/execute.js';
import type { EventStore, ExpectedRevision, NewEvent } from '#eventstore/port.js';
import { surely } from './surely.js';

/** This worker has lost the batch to another: it must not send, and what it knows is evidence at most. */
export class FencedOff extends Error {
  override readonly name = 'FencedOff';
}

/** Only the owner of a batch closes it, so a batch found closed is somebody else's too. */
const lost: ReadonlySet<BatchRejectionCode> = new Set(['fenced-off', 'batch-closed']);

/** A batch's stream, written by the holder of its lease; operators' decisions may come in between. */
export class BatchWriter {
  private constructor(
    private readonly store: EventStore,
    private readonly stream: string,
    private readonly context: CommandContext,
    private current: BatchState,
    private revision: ExpectedRevision,
  ) {}

  static async open(store: EventStore, stream: string, context: CommandContext): Promise<BatchWriter> {
    const writer = new BatchWriter(store, stream, context, noBatch, 'none');
    await writer.catchUp();
    return writer;
  }

  /** One that this process has just planned, and nobody may have written to yet. */
  static planned(store: EventStore, stream: string, context: CommandContext, event: BatchEvent): BatchWriter {
    return new BatchWriter(store, stream, context, evolveBatch(noBatch, event), 0);
  }

  get state(): BatchState {
    return this.current;
  }

  /** The stream as far as it is known here; changes with everything that happens to the batch. */
  get progress(): string {
    return String(this.revision);
  }

  /**
   * Carries the commands out in one append, each on the state that the one before left, and then what `andThen` makes of
   * the state after all of them. Answers for every command whether it was refused. Somebody else's event in between is
   * taken in and all is decided again.
   * @throws FencedOff when the batch belongs to another worker by now; nothing was stored
   */
  async record(
    commands: readonly BatchCommand[],
    andThen: (state: BatchState) => readonly BatchCommand[] = () => [],
  ): Promise<readonly (BatchRejection | null)[]> {
    for (;;) {
      const { events, state, refused } = this.decideAll(commands, andThen);
      if (refused.some((rejection) => rejection !== null && lost.has(rejection.rejected)))
        throw new FencedOff(this.stream);
      if (events.length === 0) return refused;
      const result = await this.append(toNewEvents(events, this.context));
      if (result.ok) {
        this.current = state;
        this.revision = result.revision;
        return refused;
      }
      await surely(() => this.catchUp());
    }
  }

  private decideAll(
    commands: readonly BatchCommand[],
    andThen: (state: BatchState) => readonly BatchCommand[],
  ): { events: BatchEvent[]; state: BatchState; refused: (BatchRejection | null)[] } {
    let state = this.current;
    const events: BatchEvent[] = [];
    const now = this.context.now();
    const decide = (command: BatchCommand): BatchRejection | null => {
      const decision = batchDecider.decide(command, state, now);
      if (isRejection(decision)) return decision;
      for (const event of decision) state = evolveBatch(state, event);
      events.push(...decision);
      return null;
    };
    const refused = commands.map(decide);
    for (const command of andThen(state)) decide(command);
    return { events, state, refused };
  }

  /**
   * Claims and outcomes of a chunk are far below the limits of one append; a batch has at most 200 recipients. An
   * append whose result is not known is repeated with the same event ids, which the log recognises.
   */
  private append(events: readonly NewEvent[]): ReturnType<EventStore['append']> {
    return surely(() => this.store.append(this.stream, this.revision, events));
  }

  private async catchUp(): Promise<void> {
    const from = this.revision === 'none' ? 0 : this.revision + 1;
    for (const event of await this.store.read(this.stream, { from })) {
      this.current = evolveBatch(this.current, { type: event.type, data: event.data } as BatchEvent);
      this.revision = event.revision;
    }
  }
}
