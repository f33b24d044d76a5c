import type { Injection, Recovery } from './history.js';
import { type Check, findings, toldMoment } from './verdict.js';

/** I9. After every fault the service is well again within the time that is stated for it. */
export const wellAgainInTime: Check = ({ injections, recoveries }) => {
  const found = findings('I9', 'injections', 'recoveries', 'slowest, ms');
  const byId = new Map(injections.map((injection) => [injection.id, injection]));
  found.count('injections', injections.length);
  for (const recovery of recoveries) {
    found.count('recoveries');
    const { tookMs, limitMs } = recovery;
    if (tookMs !== null) found.most('slowest, ms', tookMs);
    if (tookMs === null || tookMs > limitMs) found.violation(...toldRecovery(recovery, byId.get(recovery.injection)));
  }
  return found.verdict();
};

const toldRecovery = ({ what, tookMs, limitMs }: Recovery, injection: Injection | undefined): readonly string[] => [
  `${what}: ${tookMs === null ? 'not before the end' : `after ${tookMs} ms`}, ${limitMs} ms are allowed`,
  ...(injection === undefined ? [] : [toldInjection(injection)]),
];

export const toldInjection = ({ id, fault, target, from, until }: Injection): string =>
  `#${id} ${fault} of ${target} from ${toldMoment(from)} until ${toldMoment(until)}`;
