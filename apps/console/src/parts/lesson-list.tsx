import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '#client/client.js';
import styles from './lesson-list.module.css';
import link from './link.module.css';
import { Unread } from './states.js';
import { TimeText } from './time-text.js';

type Lesson = Schemas['Lesson'];

interface LessonItemProps {
  readonly lesson: Lesson;
  /** Said first: `v3`. */
  readonly of?: string;
  /** Said last. */
  readonly children?: ReactNode;
}

/** What was learnt, where it belongs, and who said so. */
export const LessonItem = ({ lesson: { note, place, recordedBy, recordedAt }, of, children }: LessonItemProps) => (
  <li className={styles.lesson}>
    <span>{note ?? 'Its words were erased.'}</span>
    <span className={styles.about}>
      {of === undefined ? '' : `${of}; `}belongs in the {place}; {recordedBy},{' '}
      <TimeText instant={recordedAt} as="minutes" />
      {children}
    </span>
  </li>
);

interface LessonListProps {
  readonly read: UseQueryResult<Schemas['LessonList']>;
  ofVersion(lesson: Lesson): string;
}

/** What was learnt from runs of a campaign or with a goal, each with the run it was learnt from. */
export const LessonList = ({ read, ofVersion }: LessonListProps) => {
  const { data } = read;
  if (data === undefined) return <Unread of={read} lines={2} />;
  if (data.items.length === 0)
    return <p className={styles.none}>None yet. Lessons are recorded where a run is explained.</p>;
  return (
    <>
      <ul aria-label="Lessons">
        {data.items.map((lesson) => (
          <LessonItem key={lesson.id} lesson={lesson} of={ofVersion(lesson)}>
            ;{' '}
            <Link to="/runs/$runId/$tab" params={{ runId: lesson.runId, tab: 'explain' }} className={link.link}>
              its run
            </Link>
          </LessonItem>
        ))}
      </ul>
      {data.next === null ? null : <p className={styles.none}>And older ones than these.</p>}
    </>
  );
};
