export type SaveState =
  /** Nothing is written that is not published. */
  | { readonly kind: 'none' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'waiting' | 'saving' }
  /** Another window of the same person has kept something else. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface Kept {
  /** Names what is kept now. */
  readonly etag: string;
  /** Null: there was nothing to keep. */
  readonly savedAt: string | null;
}

interface AutosaverOptions<Written> {
  readonly first: Written;
  readonly kept: Kept;
  /** Keeps it in the place of what the ETag names; throws when it was not kept. */
  keep(written: Written, etag: string): Promise<Kept>;
  /** Whether an error says that something else is kept by now. */
  isStale(error: unknown): boolean;
}

/** How long writing rests before it is kept, and before a save that failed is tried again, ms. */
const restMs = 800;
const againMs = 5_000;

/** Keeps what somebody writes shortly after each change: one save at a time, each on the state that the one before has left. */
export class Autosaver<Written> {
  #state: SaveState;
  private latest: Written;
  private saved: Written;
  private etag: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> | null = null;
  private stopped = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: AutosaverOptions<Written>) {
    this.latest = options.first;
    this.saved = options.first;
    this.etag = options.kept.etag;
    this.#state = stateOf(options.kept);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): SaveState => this.#state;

  write(written: Written): void {
    if (written === this.latest) return;
    this.latest = written;
    if (this.stopped || this.#state.kind === 'elsewhere') return;
    this.become({ kind: 'waiting' });
    this.later(restMs);
  }

  /** Keeps what is written at once; what cannot be kept is tried again later. */
  async save(): Promise<void> {
    clearTimeout(this.timer);
    if (this.saving !== null) {
      await this.saving;
      return this.save();
    }
    if (this.stopped || this.#state.kind === 'elsewhere' || this.latest === this.saved) return undefined;
    this.saving = this.saveLatest();
    await this.saving;
    this.saving = null;
    if (this.latest !== this.saved && this.#state.kind === 'waiting') this.later(restMs);
    return undefined;
  }

  /** Keeps it over what another window has kept, which that ETag names. */
  async overwrite(etag: string): Promise<void> {
    this.etag = etag;
    this.become({ kind: 'waiting' });
    // It is kept however often it was written before.
    this.saving = this.saveLatest();
    await this.saving;
    this.saving = null;
  }

  /** Nothing is kept from here on: it was published or discarded. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.saving;
  }

  /** Goes on: it was not discarded after all. */
  resume(): void {
    this.stopped = false;
    if (this.latest !== this.saved) this.later(restMs);
  }

  private async saveLatest(): Promise<void> {
    const written = this.latest;
    this.become({ kind: 'saving' });
    try {
      const kept = await this.options.keep(written, this.etag);
      this.etag = kept.etag;
      this.saved = written;
      this.become(this.latest === written ? stateOf(kept) : { kind: 'waiting' });
    } catch (error) {
      const stale = this.options.isStale(error);
      this.become(stale ? { kind: 'elsewhere' } : { kind: 'failed', error });
      if (!stale) this.later(againMs);
    }
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), ms);
  }

  private become(state: SaveState): void {
    this.#state = state;
    for (const listener of this.listeners) listener();
  }
}

const stateOf = ({ savedAt }: Kept): SaveState =>
  savedAt === null ? { kind: 'none' } : { kind: 'saved', at: savedAt };
