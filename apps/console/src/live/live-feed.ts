import { origin } from '../api/client.js';
import { readStream, type StreamMessage } from './event-stream.js';

/** What pages learn of an event: enough to know what to read again. */
export interface LiveEvent {
  readonly type: string;
  readonly stream: string;
  /** The run that it belongs to; null for events of definitions, contacts and the like. */
  readonly runId: string | null;
}

/** `live`: events arrive as they happen. `polling`: they do not, and pages ask again by themselves. */
export type LiveState = 'connecting' | 'live' | 'polling';

export type LiveNews =
  | { readonly kind: 'events'; readonly events: readonly LiveEvent[] }
  /** Something may have been missed: everything is to be read again. */
  | { readonly kind: 'reset' };

type Told =
  | (LiveNews & { readonly lastId: string | null })
  | { readonly kind: 'state'; readonly state: LiveState; readonly lastId: string | null }
  | { readonly kind: 'who-leads' };

const name = 'sortie.live';
/** How often what happened is told to the pages: four times a second is as fast as anybody reads. */
const tellEveryMs = 250;
/** A leader says so often that it is there; who hears nothing for three times as long polls. */
const aliveEveryMs = 5_000;
const retryMs = { first: 500, most: 10_000 };

/**
 * One stream of events for all tabs of this browser: browsers allow six connections to one host, and a stream keeps one.
 * The tab that holds the lock reads it and tells the others; when it closes, the next one has the lock and goes on where
 * the last event was.
 */
class LiveFeed {
  private readonly listeners = new Set<(news: LiveNews) => void>();
  private readonly stateListeners = new Set<() => void>();
  private readonly channel = new BroadcastChannel(name);
  private readonly ending = new AbortController();
  private lastId: string | null = null;
  /** The same, without what was read and not told to the pages yet: where another tab would go on. */
  private toldId: string | null = null;
  private lastHeard = Date.now();
  private leads = false;
  state: LiveState = 'connecting';

  constructor() {
    this.channel.addEventListener('message', ({ data }: MessageEvent<Told>) => this.hear(data));
    this.channel.postMessage({ kind: 'who-leads' } satisfies Told);
    setInterval(() => this.pulse(), aliveEveryMs);
    // Without HTTPS, and not on the machine itself, browsers have no locks: then each tab reads a stream of its own.
    const leading: Promise<unknown> = isSecureContext
      ? navigator.locks.request(name, { signal: this.ending.signal }, () => this.lead())
      : this.lead();
    leading.catch(() => this.enter('polling'));
  }

  subscribe(listener: (news: LiveNews) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  subscribeState(listener: () => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  private hear(told: Told): void {
    if (told.kind === 'who-leads') {
      if (this.leads) this.tellState();
      return;
    }
    if (this.leads) return; // without locks others lead as well, and say how it is with their own streams
    this.lastHeard = Date.now();
    this.lastId = told.lastId ?? this.lastId;
    this.toldId = this.lastId;
    if (told.kind === 'state') this.enter(told.state);
    else this.publish(told);
  }

  private pulse(): void {
    if (this.leads) this.tellState();
    else if (Date.now() - this.lastHeard > 3 * aliveEveryMs) this.enter('polling');
  }

  private async lead(): Promise<void> {
    this.leads = true;
    for (let wait = retryMs.first; ; wait = Math.min(wait * 2, retryMs.most)) {
      let opened = false;
      try {
        await this.readOnce(() => {
          opened = true;
          this.enter('live');
          this.tellState();
        });
      } catch {
        this.enter('polling'); // the API is away or refuses: pages poll, and say what they hear
        this.tellState();
      }
      if (opened) wait = retryMs.first;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  private async readOnce(onOpen: () => void): Promise<void> {
    let gathered: LiveEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      this.tell({ kind: 'events', events: gathered });
      gathered = [];
    };
    const onMessage = (message: StreamMessage): void => {
      this.lastId = message.id ?? this.lastId;
      if (message.event === 'reset') {
        this.tell({ kind: 'reset' });
      } else if (message.event !== 'message') {
        gathered.push(eventOf(message));
        timer ??= setTimeout(tell, tellEveryMs);
      }
      if (gathered.length === 0) this.toldId = this.lastId;
    };
    const { lastId } = this;
    const url = `${origin}/v1/events${lastId === null ? '?after=head' : ''}`;
    const onOpenFrom = (): void => {
      onOpen();
      // Nothing was heard yet, by this tab or the one that led before: what happened meanwhile is in no stream.
      if (lastId === null) this.tell({ kind: 'reset' });
    };
    await readStream({ url, lastId, signal: this.ending.signal, onOpen: onOpenFrom, onMessage });
  }

  private tell(news: LiveNews): void {
    this.toldId = this.lastId;
    this.channel.postMessage({ ...news, lastId: this.toldId } satisfies Told);
    this.publish(news);
  }

  private tellState(): void {
    this.channel.postMessage({ kind: 'state', state: this.state, lastId: this.toldId } satisfies Told);
  }

  private publish(news: LiveNews): void {
    for (const listener of this.listeners) listener(news);
  }

  private enter(state: LiveState): void {
    if (state === this.state) return;
    // Between the reading of a page and the stream, something may have happened.
    const missed = state === 'live';
    this.state = state;
    for (const listener of this.stateListeners) listener();
    if (missed) this.publish({ kind: 'reset' });
  }
}

const eventOf = ({ event, data }: StreamMessage): LiveEvent => {
  const { stream } = JSON.parse(data) as { readonly stream: string };
  return { type: event, stream, runId: runOf(stream) };
};

/** `run-R`, `runbatch-R.3`, `report-R.1`, `thread-R.3.7`: all of run R. */
const runOf = (stream: string): string | null => /^(?:run|runbatch|report|thread)-([^.]+)/.exec(stream)?.[1] ?? null;

let feed: LiveFeed | undefined;

/** Of this tab; it starts with the first page that asks, and ends with the tab. */
export const liveFeed = (): LiveFeed => (feed ??= new LiveFeed());
