import { useQuery } from '@tanstack/react-query';
import { Button } from '../parts/button.js';
import { Panel } from '../parts/panel.js';
import { ErrorState, Skeleton } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { formOf, type ScheduleForm } from './schedule-form.js';
import { type Schedule, type ScheduleBody, scheduleQuery } from './schedules-queries.js';
import styles from './editor.module.css';
import table from './schedules.module.css';

type Stored = { readonly schedule: Schedule; readonly etag: string };

interface StaleNoteProps {
  /** What yours was made on. */
  readonly base: Schedule;
  readonly yours: ScheduleBody;
  onTheirs(theirs: Stored, form: ScheduleForm): void;
  /** Yours is made on theirs now: saving it again replaces theirs. */
  onYours(theirs: Stored): void;
}

/** Somebody else has saved meanwhile: nothing is overwritten unseen. */
export const StaleNote = ({ base, yours, onTheirs, onYours }: StaleNoteProps) => {
  const read = useQuery({ ...scheduleQuery(base.id), staleTime: 0, refetchOnMount: 'always' });
  const { data } = read;
  // What was read before the refusal is not theirs yet.
  const theirs = data === undefined || data.schedule.version === base.version ? null : data;
  if (theirs === null)
    return read.isError ? (
      <ErrorState error={read.error} onRetry={() => void read.refetch()} />
    ) : (
      <Skeleton lines={4} />
    );
  const rows = membersOf(base, theirs.schedule, yours);
  return (
    <Panel
      title="Somebody else has saved this schedule meanwhile"
      actions={
        <>
          <Button onClick={() => onTheirs(theirs, formOf(theirs.schedule.definition))}>Take theirs</Button>
          <Button onClick={() => onYours(theirs)}>Go on with yours</Button>
        </>
      }
    >
      <p className={styles.note} role="alert">
        {theirs.schedule.changedBy}, <TimeText instant={theirs.schedule.changedAt} />
        {theirs.schedule.reason === null ? '' : `: ${theirs.schedule.reason}`}. Nothing of yours is saved yet.
      </p>
      <div className={table.scroll} tabIndex={0} role="region" aria-label="Yours, theirs and base">
        <table className={table.table}>
          <caption className={table.hidden}>What differs</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Base</th>
              <th scope="col">Theirs</th>
              <th scope="col">Yours</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, values }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {values.map((value, side) => (
                  // Base, theirs, yours: they never move.
                  <td key={side}>
                    <code>{value}</code>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
};

const membersOf = (base: Schedule, theirs: Schedule, yours: ScheduleBody) => {
  const said = { ...yours, campaignVersion: yours.campaignVersion ?? 'latest' };
  const sides = [base.definition, theirs.definition, said] as readonly Readonly<Record<string, unknown>>[];
  const names = [...new Set(sides.flatMap((side) => Object.keys(side)))].toSorted();
  return names
    .map((name) => ({ name, values: sides.map((side) => JSON.stringify(side[name]) ?? 'not set') }))
    .filter(({ values }) => new Set(values).size > 1);
};
