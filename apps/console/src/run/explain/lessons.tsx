import { useQuery } from '@tanstack/react-query';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { Panel } from '../../parts/panel.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import { TimeText } from '../../parts/time-text.js';
import { runKey } from '../run-queries.js';
import styles from './explain-tab.module.css';
import { LessonForm } from './lesson-form.js';

interface LessonsProps {
  readonly run: Schemas['Run'];
  /** Where the likely cause says that a lesson belongs. */
  readonly place: Schemas['LessonPlace'];
}

export const lessonsKey = (runId: string) => [...runKey(runId), 'lessons'] as const;

/** What was learnt from the run, its messages and their replies, and a place to say more. */
export const Lessons = ({ run, place }: LessonsProps) => {
  const { data, isError, error, refetch } = useQuery({
    queryKey: lessonsKey(run.id),
    queryFn: ({ signal }) => answered(api.GET('/v1/lessons', { params: { query: { run: run.id } }, signal })),
  });
  return (
    <Panel title="Lessons" note="what was learnt, and where it belongs">
      {data === undefined ? (
        isError ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={2} />
        )
      ) : (
        <ul className={styles.lessons} aria-label="Lessons recorded so far">
          {data.items.map(({ id, place: belongs, note, recordedBy, recordedAt }) => (
            <li key={id} className={styles.lesson}>
              <span>{note ?? 'Its words were erased.'}</span>
              <span className={styles.quiet}>
                belongs in the {belongs}; {recordedBy}, <TimeText instant={recordedAt} as="minutes" />
              </span>
            </li>
          ))}
          {data.items.length === 0 ? <li className={styles.quiet}>Nothing has been recorded yet.</li> : null}
        </ul>
      )}
      <LessonForm runId={run.id} suggested={place} />
    </Panel>
  );
};
