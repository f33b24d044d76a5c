import { useZone } from '../frame/zone.js';
import { formatCompact, formatInstant, formatRelative, type TimeStyle } from './time-format.js';
import styles from './time-text.module.css';
import { useNow } from './use-now.js';

interface TimeTextProps {
  readonly instant: string;
  /** `relative`: how long ago; `compact`: without the day if it is today. */
  readonly as?: TimeStyle | 'relative' | 'compact';
  /** The run's or schedule's own zone, told as well. */
  readonly zone?: string;
}

/** An instant in the chosen zone; `TimeCard` tells all its forms while the pointer or the focus is on it. */
export const TimeText = ({ instant, as = 'short', zone: own }: TimeTextProps) => {
  const { name } = useZone();
  const now = useNow(as === 'relative');
  const text =
    as === 'relative'
      ? formatRelative(instant, now)
      : as === 'compact'
        ? formatCompact(instant, name, Date.now())
        : formatInstant(instant, name, as);
  return (
    <time dateTime={instant} className={styles.time} data-zone={own ?? ''} tabIndex={0}>
      {text}
    </time>
  );
};
