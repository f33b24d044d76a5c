import { TimeText } from '../parts/time-text.js';
import styles from './attainment.module.css';
import { attainmentSentence, type AttainedByRun, shareOf, wantedShareOf } from './attainment-words.js';
import { percent } from './goal-words.js';

const width = 1_000;
const height = 100;
/** Of the room that a run has, its bar takes so much. */
const filled = 0.7;
/** A few runs make bars, not walls. */
const leastPlaces = 8;

/** A bar for each run in the order of their starts: the share that it attained, with a mark at its target. */
export const AttainmentPlot = ({ runs }: { readonly runs: readonly AttainedByRun[] }) => {
  const inOrder = runs.toReversed();
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined) return null;
  const most = Math.max(0.01, ...inOrder.flatMap((run) => [shareOf(run) ?? 0, Math.min(1, wantedShareOf(run) ?? 0)]));
  const top = Math.min(1, most * 1.15);
  const each = width / Math.max(leastPlaces, inOrder.length);
  const y = (share: number): number => height - (Math.min(share, top) / top) * height;
  return (
    <figure>
      <div className={styles.frame}>
        <div className={styles.scale} aria-hidden>
          <span>{percent(top)}</span>
          <span>0%</span>
        </div>
        <svg
          className={styles.plot}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Attainment of each run. ${attainmentSentence(runs)}`}
        >
          {inOrder.map((run, place) => {
            const share = shareOf(run);
            const wanted = wantedShareOf(run);
            const x = place * each + (each * (1 - filled)) / 2;
            return (
              <g key={run.runId}>
                {share === null ? (
                  <rect className={styles.unknown} x={x} y={height - 6} width={each * filled} height={6} />
                ) : (
                  <rect
                    className={run.attainment.reached === false ? styles.missed : styles.reached}
                    x={x}
                    y={y(share)}
                    width={each * filled}
                    height={height - y(share)}
                  />
                )}
                {wanted === null || wanted > top ? null : (
                  <line className={styles.target} x1={x - 4} x2={x + each * filled + 4} y1={y(wanted)} y2={y(wanted)} />
                )}
              </g>
            );
          })}
          <line className={styles.base} x1="0" x2={width} y1={height} y2={height} />
        </svg>
      </div>
      <p className={styles.axis}>
        In the order of their starts: <TimeText instant={first.startedAt} as="compact" />
        {last === first ? null : (
          <>
            {' '}
            to <TimeText instant={last.startedAt} as="compact" />
          </>
        )}
      </p>
      <p className={styles.legend}>
        <span>
          <i className={styles.keyReached} aria-hidden /> reached, or no target
        </span>
        <span>
          <i className={styles.keyMissed} aria-hidden /> not reached (dashed edge)
        </span>
        <span>
          <i className={styles.keyTarget} aria-hidden /> its target
        </span>
      </p>
    </figure>
  );
};
