import { setTimeout as pause } from 'node:timers/promises';
import type { StackName } from '../../support/stacks.js';
import { chanceFrom } from '../../../tools/demo/src/chance.js';
import type { History } from '../checker/history.js';
import { wholeLog } from '../history/log.js';
import { impatience } from '../installation/build.js';
import type { Fault } from '../nemesis/fault.js';
import { faults } from '../nemesis/faults.js';
import { Nemesis } from '../nemesis/nemesis.js';
import { openSession, type Session } from '../session.js';
import { healAll } from '../workload/come-to-rest.js';
import { RecordingClient } from '../workload/recording-client.js';
import { judged } from './judged.js';
import { everySecond, type Kept, keptIn } from './kept.js';

export interface ScheduleWanted {
  readonly stack: StackName;
  readonly seed: number;
  readonly seconds: number;
}

/** How long the last occurrences may take to be accounted for once nothing is wrong any more, ms. */
const patienceMs = 120_000;

/** A schedule of every second while nemesis rages: each occurrence accounted for, none started twice. */
export const scheduleFigure = async (
  { stack, seed, seconds }: ScheduleWanted,
  say: (line: string) => void,
): Promise<boolean> => {
  const session = await openSession({
    seed,
    stack,
    patches: impatience,
    clocks: true,
    wanted: { contacts: 1, perSecond: 1_000, kinds: [{}] },
  });
  try {
    const schedule = await everySecond(session, seconds);
    await rageWhile(session, { seed, until: performance.now() + schedule.endsAt - Date.now(), say });
    await healAll(session.installation);
    const kept = await untilKept(session, schedule);
    const history = await session.finish(patienceMs);
    const { good } = judged(history, say);
    if (history.finish === null) for (const line of unfinished(history.events)) say(line);
    const types = new Set(history.injections.map(({ fault }) => fault));
    say(
      `${stack}: a schedule of every second for ${seconds} s under ${history.injections.length} faults of ${types.size} types: ` +
        `${kept.accounted} of ${schedule.planned} occurrences accounted for (${kept.told}), ${kept.double} double, ` +
        `${kept.runs} runs; late p50 ${kept.lateMs.p50} ms, p99 ${kept.lateMs.p99} ms, max ${kept.lateMs.max} ms`,
    );
    return good && kept.accounted === schedule.planned && kept.double === 0 && kept.runs === kept.fired;
  } finally {
    await session.close();
  }
};

const rageWhile = async (
  { installation, scene, log, recording, setting }: Session,
  { seed, until, say }: { readonly seed: number; readonly until: number; readonly say: (line: string) => void },
): Promise<void> => {
  const possible = Object.entries<Fault>(faults).filter(([, { lacks }]) => (lacks?.(installation) ?? null) === null);
  const nemesis = new Nemesis({
    installation,
    scene,
    store: log.store,
    recording,
    say,
    client: new RecordingClient('nemesis', setting, chanceFrom(seed + 2)),
    chance: chanceFrom(seed + 1),
    faults: Object.fromEntries(possible),
  });
  await nemesis.rage(until);
};

const untilKept = async (
  { log }: Session,
  schedule: { readonly id: string; readonly planned: number },
): Promise<Kept> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const kept = keptIn(await wholeLog(log.store), schedule.id);
    const whole = kept.accounted >= schedule.planned && kept.runs >= kept.fired;
    if (whole || performance.now() > deadline) return kept;
    await pause(1_000);
  }
};

/** Streams of runs that have no end, with the last that is known of them. */
const unfinished = (events: History['events']): readonly string[] => {
  const last = new Map<string, string>();
  const ended = new Set<string>();
  for (const { stream, type, data, recordedAt, metadata } of events) {
    if (!stream.startsWith('run-')) continue;
    last.set(stream, `${stream}: ${type} at ${recordedAt} by ${metadata.actor}`);
    if ('ledger' in data) ended.add(stream);
  }
  return [...last].flatMap(([stream, line]) => (ended.has(stream) ? [] : [line]));
};
