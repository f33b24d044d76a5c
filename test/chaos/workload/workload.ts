import { chanceFrom } from '../../../tools/demo/src/chance.js';
import { type Act, actions } from './actions.js';
import { RecordingClient, type Setting } from './recording-client.js';
import type { Scene } from './scene.js';

export interface WorkloadOptions {
  readonly clients: number;
  /** Longest rest of a client between two things it does, ms. */
  readonly restMs: number;
  readonly seed: number;
  /** What is done; everything when absent. */
  readonly only?: readonly (keyof typeof actions)[];
}

/** Several clients that do what clients do, each by a chance of its own, until they are stopped. */
export class Workload {
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];

  constructor(
    private readonly scene: Scene,
    private readonly setting: Setting,
    private readonly options: WorkloadOptions,
  ) {}

  start(): void {
    for (let i = 1; i <= this.options.clients; i += 1)
      this.loops.push(
        this.live(new RecordingClient(`client-${i}`, this.setting, chanceFrom(this.options.seed * 1_000 + i))),
      );
  }

  /** Begins nothing new, and resolves when what was begun has been answered. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  private async live(client: RecordingClient): Promise<void> {
    const deck = deckOf(this.options.only);
    while (!this.stopping.signal.aborted) {
      await client.chance.pick(deck)(client, this.scene);
      await client.rest(client.chance.below(this.options.restMs));
    }
  }
}

/** Each action as many times as it is to come compared with the others. */
const deckOf = (only: WorkloadOptions['only']): readonly Act[] =>
  Object.entries<readonly [number, Act]>(actions).flatMap(([name, [often, act]]) =>
    only === undefined || only.some((one) => one === name) ? Array.from({ length: often }, () => act) : [],
  );
