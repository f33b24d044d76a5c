import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Schemas } from '#client/client.js';
import { useLook } from '../../parts/look.js';
import { Panel } from '../../parts/panel.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import { Skeleton } from '../../parts/states.js';
import { formatDuration } from '../../parts/time-format.js';
import { TimeText } from '../../parts/time-text.js';
import { count, outcomeWords } from '../header/run-sentence.js';
import { outcomesQuery } from '../run-queries.js';
import { ProgressChart } from './progress-chart.js';
import styles from './progress-panel.module.css';
import { type Point, progressOf } from './progress-series.js';

interface ProgressPanelProps {
  readonly run: Schemas['Run'];
  readonly at: number | undefined;
}

/** How the run came on, as a chart or as a table. */
export const ProgressPanel = ({ run, at }: ProgressPanelProps) => {
  const [view, choose] = useLook('progress');
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(outcomesQuery(run.id, run.ledger, { at }));
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const points =
    run.startedAt === null ? [] : progressOf(run.startedAt, data?.pages.flatMap(({ items }) => items) ?? []);
  const first = points[0];
  const last = points.at(-1);
  return (
    <Panel
      title="Progress"
      note={first && last && last.at > first.at ? `over ${formatDuration(last.at - first.at)}` : undefined}
      actions={
        <SegmentedChoice
          label="Progress as"
          value={view}
          choices={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
          onChoose={choose}
        />
      }
    >
      {data === undefined && run.startedAt !== null ? (
        <Skeleton lines={4} label="Loading the progress" />
      ) : points.length < 2 ? (
        <p className={styles.none}>
          {run.startedAt === null ? 'It has not started.' : 'No message has an outcome yet.'}
        </p>
      ) : view === 'chart' ? (
        <ProgressChart points={points} audience={run.ledger.audience} label={outcomeWords(run.ledger)} />
      ) : (
        <ProgressTable points={points} />
      )}
    </Panel>
  );
};

/** So many lines say enough. */
const mostRows = 12;

const ProgressTable = ({ points }: { readonly points: readonly Point[] }) => {
  const every = Math.max(1, Math.ceil(points.length / mostRows));
  const rows = points.filter((_, place) => place % every === 0 || place === points.length - 1);
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Outcomes so far, by time</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Accepted</th>
          <th scope="col">Refused</th>
          <th scope="col">Skipped</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at, accepted, refused, skipped }) => (
          <tr key={at}>
            <th scope="row">
              <TimeText instant={new Date(at).toISOString()} as="seconds" />
            </th>
            <td>{count(accepted)}</td>
            <td>{count(refused)}</td>
            <td>{count(skipped)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
