import { TimeText } from '../../parts/time-text.js';
import { count } from '../header/run-sentence.js';
import styles from './progress-panel.module.css';
import type { Point } from './progress-series.js';

interface ProgressChartProps {
  readonly points: readonly Point[];
  readonly audience: number;
  /** The outcome in words, for those who do not see it. */
  readonly label: string;
}

const width = 1_000;
const height = 100;

const layers = [
  { look: 'skipped', upTo: ({ accepted, refused, skipped }: Point) => accepted + refused + skipped },
  { look: 'refused', upTo: ({ accepted, refused }: Point) => accepted + refused },
  { look: 'accepted', upTo: ({ accepted }: Point) => accepted },
] as const;

/** Outcomes over time, one upon the other, towards the audience. */
export const ProgressChart = ({ points, audience, label }: ProgressChartProps) => {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const long = Math.max(1, last.at - first.at);
  const most = Math.max(1, audience);
  const x = (at: number): number => ((at - first.at) / long) * width;
  const y = (amount: number): number => height - (amount / most) * height;
  const line = (upTo: (point: Point) => number): string =>
    `M0,${y(upTo(first))} ${points.map((point) => `H${x(point.at)} V${y(upTo(point))}`).join(' ')}`;
  return (
    <figure>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Progress: ${label}`}
      >
        <line className={styles.goal} x1="0" x2={width} y1="0" y2="0" />
        {layers
          .filter(({ upTo }, place) => upTo(last) > (layers[place + 1]?.upTo(last) ?? 0))
          .map(({ look, upTo }) => (
            <g key={look} className={styles[look]}>
              <path className={styles.area} d={`${line(upTo)} V${height} H0 Z`} />
              <path className={styles.line} d={line(upTo)} />
            </g>
          ))}
        <line className={styles.base} x1="0" x2={width} y1={height} y2={height} />
      </svg>
      <div className={styles.axis}>
        <TimeText instant={new Date(first.at).toISOString()} as="seconds" />
        <TimeText instant={new Date(last.at).toISOString()} as="seconds" />
      </div>
      <figcaption className={styles.legend}>
        <span>{count(last.accepted)} accepted</span>
        {last.refused > 0 ? <span>{count(last.refused)} refused</span> : null}
        {last.skipped > 0 ? <span>{count(last.skipped)} skipped (dashed)</span> : null}
        <span>dotted: audience of {count(audience)}</span>
      </figcaption>
    </figure>
  );
};
