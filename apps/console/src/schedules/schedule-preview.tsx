import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProblemAnswer } from '#client/client.js';
import fields from '../parts/form/form.module.css';
import { Panel } from '../parts/panel.js';
import { ErrorState, Skeleton } from '../parts/states.js';
import { previewQuery, type ScheduleBody } from './schedules-queries.js';
import { TimesTable } from './times-table.js';
import styles from './editor.module.css';

/** How long typing rests before the server is asked. */
const restMs = 300;

/** The body once it has been the same for a moment. */
export const useRested = (body: ScheduleBody): ScheduleBody => {
  const text = JSON.stringify(body);
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(rested) as ScheduleBody;
};

/** When it comes does not depend on what it is called and runs: they may be missing yet. */
export const previewBodyOf = (body: ScheduleBody): ScheduleBody => ({
  ...body,
  name: body.name === '' ? 'New schedule' : body.name,
  campaignId: body.campaignId === '' ? '0'.repeat(26) : body.campaignId,
});

/** When the schedule that is being typed would come. */
export const SchedulePreview = ({ body }: { readonly body: ScheduleBody }) => {
  const preview = useQuery(previewQuery(previewBodyOf(body)));
  const { data, error, isPlaceholderData } = preview;
  const refused = error instanceof ProblemAnswer && error.response.status < 500;
  const times = data?.times ?? [];
  return (
    <Panel title="Next times" note="as it is typed, nothing is stored" flush={!preview.isError && times.length > 0}>
      {preview.isError ? (
        refused ? (
          <p className={fields.fault} role="status">
            {error.problem.errors?.map(({ detail }) => detail).join('; ') ?? error.problem.detail}
          </p>
        ) : (
          <ErrorState error={error} onRetry={() => void preview.refetch()} />
        )
      ) : data === undefined ? (
        <Skeleton lines={6} label="Reading the next times" />
      ) : (
        <div data-stale={isPlaceholderData}>
          <p className={styles.sentence} role="status">
            {data.words}
          </p>
          <TimesTable times={times} stored={false} />
        </div>
      )}
    </Panel>
  );
};
