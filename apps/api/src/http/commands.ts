import { Injectable } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import type { Executed } from '#eventstore/execute.js';
import type { Position } from '#eventstore/port.js';
import { waitUntilPassed } from '#readmodel/wait.js';
import { Installation } from '../installation.js';
import { Answer } from './answer.js';
import type { Asked } from './asked.js';
import { etagOf } from './conditions.js';
import { type ActionAllowance, Problem, type ProblemKind } from './problem.js';

/** Body of 202: the command is durable; `location` shows what it led to. */
export interface Accepted {
  readonly id: string;
  readonly location: string;
  /** Of the stream after the command. */
  readonly revision: number;
}

/** What a resource looks like at a revision of its stream. */
export interface Representation<Body> {
  readonly body: Body;
  readonly revision: number;
}

export interface Outcome<Body, Code extends string> {
  readonly id: string;
  /** Path of the resource, from `/v1` on. */
  readonly location: string;
  /** Whether success means that the resource was not there before (201). */
  readonly created?: boolean;
  /** What each refusal of the domain means in HTTP. */
  readonly refusals: Readonly<Record<Code, ProblemKind>>;
  /** Read models that `Prefer: wait` waits for: those that list the resource. */
  readonly readModels: readonly string[];
  readonly read: () => Promise<Representation<Body>>;
  /** For 409: what could be done instead. */
  readonly allowedActions?: () => Promise<readonly ActionAllowance[]>;
}

/** Sends a command to its handler and puts the outcome into an answer, the same way for every area. */
@Injectable()
export class Commands {
  constructor(
    private readonly bus: CommandBus,
    private readonly installation: Installation,
  ) {}

  async send<Body, Code extends string>(
    asked: Asked,
    command: Command<Executed<Code>>,
    outcome: Outcome<Body, Code>,
  ): Promise<Answer<Body | Accepted>> {
    const executed = await this.bus.execute(command);
    if (!executed.ok) throw await refusal(executed.rejection, outcome);
    return this.answer(asked, executed, outcome);
  }

  /** The answer to a command that succeeded. */
  async answer<Body>(
    asked: Asked,
    { revision, position }: { readonly revision: number; readonly position: Position },
    { id, location, created, readModels, read }: Omit<Outcome<Body, never>, 'refusals'>,
  ): Promise<Answer<Body | Accepted>> {
    const { pool, store } = this.installation;
    if (asked.waitMs === 0 || !(await waitUntilPassed(pool, store, readModels, position, asked.waitMs)))
      return new Answer(202, { id, location, revision }, { location });
    const { body, revision: now } = await read();
    return new Answer(created ? 201 : 200, body, {
      location,
      etag: etagOf(now),
      'preference-applied': `wait=${asked.waitMs / 1000}`,
    });
  }
}

const refusal = async <Code extends string>(
  { rejected, detail }: { readonly rejected: Code | 'contended'; readonly detail: string },
  { refusals, allowedActions }: Pick<Outcome<never, Code>, 'refusals' | 'allowedActions'>,
): Promise<Problem> => {
  if (rejected === 'contended') return new Problem('unavailable', detail, { code: rejected }, { 'retry-after': '1' });
  const kind = refusals[rejected];
  const actions = kind === 'action-not-allowed' ? await allowedActions?.() : undefined;
  return new Problem(kind, detail, { code: rejected, ...(actions ? { allowedActions: actions } : {}) });
};
