import { setTimeout as pause } from 'node:timers/promises';
import { newId, sha256 } from '#platform/ids.js';
import type { Chance } from '../../../tools/demo/src/chance.js';
import type { Attempt, Operation } from '../checker/history.js';
import type { OpenOperation, Recording } from '../history/recording.js';
import { promisesOf } from './promises.js';

/** A command as a client wishes it. */
export interface Wish {
  readonly name: string;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly changes: Operation['changes'];
  /** Sent once only: a repetition would be another command. */
  readonly once?: boolean;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** What clients share. */
export interface Setting {
  /** Every API, in the clients' view. */
  readonly urls: readonly string[];
  readonly key: string;
  readonly recording: Recording;
  /** Aborted when nothing more is to be tried. */
  readonly giveUp: AbortSignal;
}

/** After so long without an answer nothing is known, ms. */
const patienceMs = 8_000;
/** After so long a client gives an operation up, without knowing what became of it, ms. */
export const longestMs = 120_000;

/** One client, which talks to whichever API it likes, tries again until it knows, and notes everything down. */
export class RecordingClient {
  constructor(
    readonly name: string,
    private readonly setting: Setting,
    readonly chance: Chance,
  ) {}

  /** Tries until the answer is definite. Null: it never was. */
  async carryThrough(wish: Wish): Promise<Answered | null> {
    const operation = this.begin(wish);
    const deadline = performance.now() + longestMs;
    for (;;) {
      const answered = await this.attempt(operation, wish);
      if (answered !== null && isDefinite(answered)) return answered;
      if (wish.once === true || this.setting.giveUp.aborted || performance.now() > deadline) return null;
      await this.rest(200 + this.chance.below(800));
    }
  }

  /** The same once more, under the same key, as clients do that did not note down the answer. */
  async carryThroughTwice(wish: Wish): Promise<Answered | null> {
    const first = await this.carryThrough(wish);
    const operation = this.setting.recording.operations.findLast(({ client }) => client === this.name);
    if (first !== null && first.status < 300 && operation) await this.attempt(operation, wish);
    return first;
  }

  /** Null without a good answer. What a read shows is noted by whoever understands it. */
  async read(path: string): Promise<unknown> {
    const answered = await this.ask('GET', path, {}).catch(() => null);
    return answered !== null && answered.status === 200 ? answered.body : null;
  }

  rest(ms: number): Promise<void> {
    return pause(ms, undefined, { signal: this.setting.giveUp }).catch(() => undefined);
  }

  private begin({ name, method, path, body, changes }: Wish): OpenOperation {
    const operation: OpenOperation = {
      id: newId(),
      client: this.name,
      name,
      route: `${method} ${path}`,
      idempotencyKey: method === 'POST' && path.startsWith('/v1/') ? newId() : null,
      bodyHash: sha256(JSON.stringify(body ?? {})),
      changes,
      trace: { by: 'correlation' },
      attempts: [],
    };
    this.setting.recording.operations.push(operation);
    return operation;
  }

  private async attempt(
    operation: OpenOperation,
    { method, path, body = {}, headers = {} }: Wish,
  ): Promise<Answered | null> {
    const invokedAt = Date.now();
    const { idempotencyKey, id } = operation;
    const sent = {
      'x-correlation-id': id,
      ...(idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }),
      ...headers,
    };
    const answered = await this.ask(method, path, sent, body).catch(() => null);
    operation.attempts.push({ invokedAt, endedAt: Date.now(), ...outcomeOf(answered) });
    return answered;
  }

  private async ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<Answered> {
    const answer = await fetch(`${this.chance.pick(this.setting.urls)}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.setting.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await answer.text();
    return { status: answer.status, body: parsed(text) };
  }
}

const parsed = (text: string): unknown => {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text; // a page
  }
};

const problemOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'type' in body && typeof body.type === 'string'
    ? body.type.split('/').at(-1)
    : undefined;

/** Whether trying again would be for nothing. */
const isDefinite = ({ status, body }: Answered): boolean =>
  status < 500 && status !== 408 && status !== 429 && problemOf(body) !== 'request-in-progress';

const outcomeOf = (answered: Answered | null): Omit<Attempt, 'invokedAt' | 'endedAt'> => {
  if (answered === null) return { result: 'info', status: null };
  const { status, body } = answered;
  const answerHash = sha256(JSON.stringify([status, body]));
  if (status < 300) {
    const promises = promisesOf(body);
    return { result: 'ok', status, answerHash, ...(promises ? { promises } : {}) };
  }
  const problem = problemOf(body);
  return {
    result: status >= 500 || status === 408 ? 'info' : 'fail',
    status,
    answerHash,
    ...(problem === undefined ? {} : { problem }),
  };
};
