import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Ledger } from '#domain/run/messages.js';
import type { Position, RecordedEvent } from '#eventstore/port.js';

/** Milliseconds since 1970 by the clock of the harness, which no fault moves. */
export type Moment = number;

/**
 * All that is known of a run of the service under faults: what clients asked and were answered, what was done to the
 * processes, what the log holds, what providers received, what reads showed. The checker judges nothing else.
 */
export interface History {
  readonly settings: Settings;
  readonly operations: readonly Operation[];
  readonly injections: readonly Injection[];
  /** The whole log, in its order, from the first event on. */
  readonly events: readonly RecordedEvent[];
  /** What each subscriber was handed, or what it made of it. */
  readonly subscribers: readonly Subscriber[];
  /** In the order in which the sinks took them. */
  readonly receipts: readonly Receipt[];
  /** In the order in which each client read. */
  readonly reads: readonly Read[];
  readonly queueLooks: readonly QueueLook[];
  readonly recoveries: readonly Recovery[];
  readonly replays: readonly Replay[];
  readonly memory: readonly MemorySample[];
  readonly exits: readonly Exit[];
  /** Streams that the nemesis poisoned on purpose: parked, and out of what is judged, with the run they belong to. */
  readonly poisoned: readonly string[];
  /** Taken when everything had come to rest; null when it never did, which fails what rests on it. */
  readonly finish: Finish | null;
}

export interface Settings {
  readonly seed: number;
  readonly stack: string;
  readonly startedAt: Moment;
  readonly workers: number;
  /** W: the most messages of one worker that are claimed and not settled, by channel. */
  readonly window: { readonly [channel in ChannelKind]?: number };
  /** Channels whose messages end at a sink of this history; of the others no receipt is expected. */
  readonly channelsWithSink: readonly ChannelKind[];
  /** HMAC that suppressions are stored under, of every address that a sink may see. */
  readonly suppressionHashes: { readonly [address: string]: string };
  /**
   * How long after a recorded stop (cancel, pause, hold, opt-out, erasure) a claim may still be written whose worker
   * had looked before the stop, in ms by the log's clock. Faults that freeze or slow a worker extend it.
   */
  readonly raceMs: number;
  /** Largest resident set of any process, in bytes. */
  readonly memoryLimit: number;
  /** True when clients that this history does not hold may have written to the log. */
  readonly otherClients: boolean;
}

/**
 * One wish of a client, carried through with as many attempts as it took. Every attempt sends its id as
 * `X-Correlation-Id`, so that the events it led to bear it as `$correlationId`.
 */
export interface Operation {
  readonly id: string;
  readonly client: string;
  /** What was asked, e.g. `start-run`. */
  readonly name: string;
  /** Method and path, or `SMTP` for a mail to the service. */
  readonly route: string;
  readonly idempotencyKey: string | null;
  /** Equal for equal bodies. */
  readonly bodyHash: string;
  /** `always`: accepted means that events were appended. `perhaps`: it may have been so already (a second cancel). */
  readonly changes: 'always' | 'perhaps';
  /** How its events are found in the log: by its own id, or a mail by the id that its bytes give it. */
  readonly trace: { readonly by: 'correlation' } | { readonly by: 'reply'; readonly replyId: string };
  /** One after the other or at the same time. */
  readonly attempts: readonly Attempt[];
}

export interface Attempt {
  readonly invokedAt: Moment;
  /** Null: nothing was heard until the end. */
  readonly endedAt: Moment | null;
  /**
   * `ok`: 2xx (250 for a mail), durable. `fail`: a definite no that changed nothing (4xx other than 408). `info`: may
   * or may not have happened (5xx, 408, time-out, connection lost).
   */
  readonly result: 'ok' | 'fail' | 'info';
  /** HTTP or SMTP status; null without an answer. */
  readonly status: number | null;
  /** `type` of the problem, without its base. */
  readonly problem?: string;
  /** Hash of status and body. */
  readonly answerHash?: string;
  /** Stream and revision that a 2xx answer promises to be in the log. */
  readonly promises?: { readonly stream: string; readonly revision: number };
}

/** One thing done to the service or what it stands on. */
export interface Injection {
  readonly id: number;
  /** Fault type, e.g. `worker-kill`, `redis-flush`, `clock-step`. */
  readonly fault: string;
  readonly target: string;
  readonly from: Moment;
  /** When it was healed; equal to `from` for what is over at once. */
  readonly until: Moment;
  /** How many workers may have lost what they had claimed: killed, or paused or cut off for longer than a lease. */
  readonly workersLost: number;
  /** Whether a worker may have been held up between its look at the gates and its claim. */
  readonly delaysWorkers: boolean;
}

export interface Subscriber {
  readonly name: string;
  /** Null: all. */
  readonly categories: readonly string[] | null;
  /**
   * `feed`: what a subscription handed out; after it was broken off it may hand out again what it had, and then must go on
   * without a gap. `effect`: what was made of it (rows of a read model), where nothing may stand twice.
   */
  readonly kind: 'feed' | 'effect';
  /** Ids of events, in its order. */
  readonly eventIds: readonly string[];
}

/** A message that a provider took in, whole. */
export interface Receipt {
  readonly sink: string;
  readonly channel: ChannelKind;
  /** Message-ID, `webhook-id` or idempotency key, as DispatchClaimed names it. */
  readonly messageId: string;
  /** Of the envelope. */
  readonly to: string;
  readonly at: Moment;
  readonly connection: number;
  /** What the sink answered: it kept the message unless it refused or deferred it. `nothing`: it died or the line did. */
  readonly answer: 'accepted' | 'refused' | 'deferred' | 'nothing';
}

/** What a client was shown of a run. */
export interface Read {
  readonly client: string;
  readonly at: Moment;
  /** `run`: by id, never behind. `list`: from the read model, which may lag but goes forwards. */
  readonly from: 'run' | 'list';
  readonly runId: string;
  readonly status: RunStatus;
  /** Of the run's stream. */
  readonly revision: number;
  readonly ledger: Ledger;
}

/** What the queue and the leases held, taken while the log stood between two positions. */
export interface QueueLook {
  readonly at: Moment;
  /** Log head before and after the look: only what was due at both is asked for. */
  readonly from: Position;
  readonly to: Position;
  /** By the database's clock: what was due by time. */
  readonly now: Instant;
  /** Names of work, `run:<run>` or `batch:<run>.<n>`. */
  readonly queued: readonly string[];
  readonly leased: readonly string[];
}

/** How long after a fault was healed (or, for a killed process, after the kill) the service was well again. */
export interface Recovery {
  readonly injection: number;
  /** E.g. `batches of a killed worker resumed`. */
  readonly what: string;
  /** Null: not before the end. */
  readonly tookMs: number | null;
  readonly limitMs: number;
}

/** A replay, rebuild, verification or restore, done when nothing else was to be sent. */
export interface Replay {
  readonly what: string;
  readonly receiptsBefore: number;
  readonly receiptsAfter: number;
  readonly eventsBefore: number;
  readonly eventsAfter: number;
}

export interface MemorySample {
  readonly process: string;
  readonly at: Moment;
  /** Resident set, in bytes. */
  readonly rss: number;
}

/** A process of the service that ended. */
export interface Exit {
  readonly process: string;
  readonly at: Moment;
  readonly code: number | null;
  readonly signal: string | null;
  /** The harness ended it. */
  readonly wanted: boolean;
}

export interface Finish {
  readonly at: Moment;
  readonly runs: readonly StoredRun[];
  readonly communications: readonly StoredCommunication[];
  /** What `projections verify` said of each read model. */
  readonly verified: readonly {
    readonly projection: string;
    readonly equal: boolean;
    /** Streams that it does not take in for now. */
    readonly parked: readonly string[];
  }[];
}

export interface StoredRun {
  readonly runId: string;
  readonly status: RunStatus;
  readonly revision: number;
  readonly ledger: Ledger;
}

export interface StoredCommunication {
  readonly communicationId: string;
  readonly status: CommunicationStatus;
  readonly attempt: number;
}

export const invariants = {
  I1: 'every accepted command has its events, once',
  I2: 'nothing happens without a cause',
  I3: 'streams are gapless and every subscriber gets every event, in order',
  I4: 'every duplicate at a provider is explained by an unknown and a resend',
  I5: 'every requested message comes to its end, and providers have what the log says',
  I6: 'every planned start happens once, or is accounted for',
  I7: 'the status of a run never goes backwards, for nobody',
  I8: 'the read models are a fold of the log',
  I9: 'the service is well again in time',
  I10: 'what is due is queued or in work',
  I11: 'one Idempotency-Key, one answer',
  I12: 'nothing is sent after a stop',
  I13: 'rate limits hold',
  I14: 'replaying sends nothing',
  I15: 'memory is bounded and processes stay up',
} as const;
export type Invariant = keyof typeof invariants;

export interface Verdict {
  readonly invariant: Invariant;
  readonly holds: boolean;
  /** What was counted, to be printed: commands checked, duplicates explained, … */
  readonly counts: { readonly [what: string]: number };
  readonly violations: number;
  /** The smallest one, as text for a person; null when it holds. */
  readonly counterExample: string | null;
}
