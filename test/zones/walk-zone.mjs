// One zone at a time, walked minute by minute. Sends what it compared and where the domain finds something else.
import { occurrenceTimes } from '../../dist/libs/domain/src/schedule/times.js';
import { intlZones } from '../../dist/libs/platform/src/zones/zones.js';

const minute = 60_000;
const policies = ['shift', 'skip'].flatMap((gap) => ['first', 'last', 'both'].map((repeated) => ({ gap, repeated })));

/** Cron expressions, and the same by minutes since midnight. */
const wanted = [
  { expression: '*/30 0-22 * * *', isWanted: (ofDay) => ofDay % 30 === 0 && ofDay < 23 * 60 },
  { expression: '59 23 * * *', isWanted: (ofDay) => ofDay === 23 * 60 + 59 },
];

process.on('message', ({ zone, from, to }) => {
  process.env.TZ = zone;
  const walls = wallsOf(from, to);
  const changes = changesIn(walls);
  const differences = [];
  let compared = 0;
  for (const { expression, isWanted } of wanted) {
    for (const { gap, repeated } of policies) {
      const expected = expectedAt(walls, changes, { gap, repeated }, isWanted);
      const { next } = occurrenceTimes(
        { timeZone: zone, specs: [{ kind: 'cron', expression }], exclusions: [], jitterSeconds: 0, gap, repeated },
        intlZones,
      );
      let moment = from - 1;
      for (const at of expected) {
        const found = next(moment);
        if (found !== from + at * minute) {
          const [is, should] = [found, from + at * minute].map((one) => new Date(one).toISOString());
          differences.push(`${expression} gap=${gap} repeated=${repeated}: ${is} instead of ${should}`);
        }
        moment = from + at * minute;
      }
      compared += expected.length;
    }
  }
  process.send({ zone, compared, differences });
});

/** The minutes, counted from the first, at which something wanted by the wall clock is due. */
function expectedAt(walls, { shownBefore, shownAgain, skipped }, { gap, repeated }, isWanted) {
  const isWantedWall = (wall) => isWanted(((wall % 1440) + 1440) % 1440);
  const due = new Set();
  walls.forEach((wall, at) => {
    if (repeated === 'first' && shownBefore.has(at)) return;
    if (repeated === 'last' && shownAgain.has(at)) return;
    if (isWantedWall(wall)) due.add(at);
  });
  if (gap === 'shift') for (const { wall, at } of skipped) if (isWantedWall(wall)) due.add(at);
  return [...due].filter((at) => at < walls.length).sort((a, b) => a - b);
}

/** What the clock shows at each minute, in minutes since 1970. */
function wallsOf(from, to) {
  const walls = new Int32Array((to - from) / minute);
  for (let at = 0; at < walls.length; at += 1) {
    const date = new Date(from + at * minute);
    walls[at] = (from + at * minute) / minute - date.getTimezoneOffset();
  }
  return walls;
}

/** Which minutes show a time that was or will be shown too, and which times are left out before which minute. */
function changesIn(walls) {
  const [shownBefore, shownAgain, skipped] = [new Set(), new Set(), []];
  for (let at = 1; at < walls.length; at += 1) {
    const step = walls[at] - walls[at - 1];
    for (let left = 1; left < step; left += 1) skipped.push({ wall: walls[at - 1] + left, at: at + left - 1 });
    for (let again = 0; again < 1 - step; again += 1) {
      shownBefore.add(at + again);
      shownAgain.add(at - (1 - step) + again);
    }
  }
  return { shownBefore, shownAgain, skipped };
}
