import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '#eventstore/port.js';
import type { Chance } from '../../../tools/demo/src/chance.js';
import type { Recording } from '../history/recording.js';
import type { Installation } from '../installation/installation.js';
import type { Scene } from '../workload/scene.js';
import type { RecordingClient } from '../workload/recording-client.js';
import { type Fault, harm } from './fault.js';
import { patienceMs, untilWell } from './recovery.js';

export interface NemesisOptions {
  readonly installation: Installation;
  readonly scene: Scene;
  readonly store: EventStore;
  readonly recording: Recording;
  readonly chance: Chance;
  readonly client: RecordingClient;
  readonly faults: Readonly<Record<string, Fault>>;
  readonly say: (line: string) => void;
}

/** Rest between two faults, ms. */
const restMs = { least: 300, more: 1_200 };

/**
 * One fault after the other, each healed before the next, drawn without replacement so that every type has its turn.
 */
export class Nemesis {
  private deck: string[] = [];
  private number = 0;

  constructor(private readonly options: NemesisOptions) {}

  /** Until the time is over and every type has had its turn. */
  async rage(until: number): Promise<void> {
    const names = Object.keys(this.options.faults);
    if (names.length === 0) return;
    while (performance.now() < until || this.number < names.length) {
      await this.strike(this.draw(names));
      await pause(restMs.least + this.options.chance.below(restMs.more));
    }
  }

  private draw(names: readonly string[]): string {
    if (this.deck.length === 0) this.deck = shuffled(names, this.options.chance);
    const name = this.deck.pop();
    if (name === undefined) throw new Error('no faults to choose from');
    return name;
  }

  private async strike(name: string): Promise<void> {
    const { installation, scene, store, recording, chance, client, faults, say } = this.options;
    const fault = faults[name];
    if (!fault) throw new Error(`there is no fault ${name}`);
    this.number += 1;
    const id = this.number;
    const from = Date.now();
    const hold = async (ms: number): Promise<void> => {
      await pause(ms);
    };
    const done = await fault.inject({ installation, scene, store, chance, client, hold }).catch((error: unknown) => {
      // What does not come back is to be judged with everything else, not to end the run: the history is worth more.
      say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      recording.recoveries.push({ injection: id, what: name, tookMs: null, limitMs: patienceMs });
      return unhealed;
    });
    const until = Date.now();
    recording.injections.push({ id, fault: name, from, until, ...done });
    const tookMs = await untilWell(installation);
    recording.recoveries.push({ injection: id, what: 'every process serves', tookMs, limitMs: patienceMs });
    say(`${String(id).padStart(4)}  ${name} of ${done.target}, ${until - from} ms; well after ${tookMs ?? '?'} ms`);
  }
}

/** A fault that broke off: nobody knows how far it came. */
const unhealed = harm('something that did not come back');

const shuffled = (names: readonly string[], chance: Chance): string[] => {
  const rest = [...names];
  const deck: string[] = [];
  while (rest.length > 0) deck.push(...rest.splice(chance.below(rest.length), 1));
  return deck;
};
