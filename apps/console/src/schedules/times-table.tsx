import { CalendarX, Clock } from 'lucide-react';
import { useZone } from '../frame/zone.js';
import hidden from '../parts/hidden.module.css';
import { formatInstant } from '../parts/time-format.js';
import { TimeText } from '../parts/time-text.js';
import type { PreviewedTime } from './schedules-queries.js';
import styles from './schedules.module.css';

/** The next times as people on the spot name them, as they are here, and in UTC. */
export const TimesTable = ({
  times,
  stored,
}: {
  readonly times: readonly PreviewedTime[];
  readonly stored: boolean;
}) => {
  const { name } = useZone();
  const [first] = times;
  if (first === undefined) return null;
  const remarkable = times.some((time) => time.clocksChange || time.excluded || startsLater(time, stored));
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Next times as a table">
      <table className={styles.table}>
        <caption className={hidden.hidden}>Next times</caption>
        <thead>
          <tr>
            <th scope="col">{first.timeZone}</th>
            <th scope="col">Offset</th>
            {name === first.timeZone || name === 'UTC' ? null : <th scope="col">{name}</th>}
            <th scope="col">UTC</th>
            {remarkable ? <th scope="col">Remarks</th> : null}
          </tr>
        </thead>
        <tbody>
          {times.map((time) => (
            <tr key={time.dueAt}>
              <td>
                {weekdayOf(time)} {time.local.replace('T', ' ')}
              </td>
              <td>{time.offset}</td>
              {name === first.timeZone || name === 'UTC' ? null : (
                <td>
                  <TimeText instant={time.dueAt} zone={time.timeZone} />
                </td>
              )}
              <td>{time.dueAt.slice(0, 19).replace('T', ' ')}</td>
              {remarkable ? (
                <td>
                  <Remarks time={time} stored={stored} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** By the clocks of the schedule's zone. */
const weekdayOf = ({ local }: PreviewedTime): string =>
  new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(`${local}Z`));

/** Spread over some time, which only a schedule that is stored has settled. */
const startsLater = ({ startAt, dueAt }: PreviewedTime, stored: boolean): boolean => stored && startAt !== dueAt;

const Remarks = ({ time, stored }: { readonly time: PreviewedTime; readonly stored: boolean }) => {
  const { name } = useZone();
  return (
    <>
      {time.clocksChange ? (
        <span className={styles.mark}>
          <Clock size={11} aria-hidden /> clocks change
        </span>
      ) : null}{' '}
      {time.excluded ? (
        <span className={`${styles.mark} ${styles.calm}`}>
          <CalendarX size={11} aria-hidden /> excluded
        </span>
      ) : null}{' '}
      {startsLater(time, stored) ? (
        <span className={styles.quiet}>starts {formatInstant(time.startAt, name, 'seconds')}</span>
      ) : null}
    </>
  );
};
