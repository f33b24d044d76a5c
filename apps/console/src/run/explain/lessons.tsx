import { useQuery } from '@tanstack/react-query';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { LessonItem } from '../../parts/lesson-list.js';
import { Panel } from '../../parts/panel.js';
import { Unread } from '../../parts/states.js';
import styles from './explain-tab.module.css';
import { LessonForm } from './lesson-form.js';

interface LessonsProps {
  /** What a lesson that is recorded here is about. */
  readonly about: string;
  /** Which lessons are shown: those about one thing, or everything that a run is made of. */
  readonly of: { readonly run: string } | { readonly about: string };
  /** Where the likely cause says that a lesson belongs. */
  readonly place: Schemas['LessonPlace'];
}

export const lessonsKey = ['lessons'] as const;

/** What was learnt, and a place to say more. */
export const Lessons = ({ about, of, place }: LessonsProps) => {
  const read = useQuery({
    queryKey: [...lessonsKey, of],
    queryFn: ({ signal }) => answered(api.GET('/v1/lessons', { params: { query: of }, signal })),
  });
  const { data } = read;
  return (
    <Panel title="Lessons" note="what was learnt, and where it belongs">
      {data === undefined ? (
        <Unread of={read} lines={2} />
      ) : (
        <ul className={styles.lessons} aria-label="Lessons recorded so far">
          {data.items.map((lesson) => (
            <LessonItem key={lesson.id} lesson={lesson} />
          ))}
          {data.items.length === 0 ? <li className={styles.quiet}>Nothing has been recorded yet.</li> : null}
        </ul>
      )}
      <LessonForm about={about} suggested={place} />
    </Panel>
  );
};
