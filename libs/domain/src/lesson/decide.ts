import { type Decider, reject } from '../kernel/decider.js';
import type { Lesson, LessonCommand, LessonEvent } from './messages.js';

export type LessonState = Lesson | null;

export interface LessonRejection {
  readonly rejected: 'exists-already';
  readonly detail: string;
}

/** A lesson is recorded once and never changes: another insight is another lesson. */
const decide = ({ data }: LessonCommand, lesson: LessonState): readonly LessonEvent[] | LessonRejection => {
  if (lesson === null) return [{ type: 'LessonRecorded', data }];
  return lesson.about === data.about && lesson.place === data.place
    ? []
    : reject('exists-already', 'another lesson is recorded under this id');
};

export const lessonDecider: Decider<LessonCommand, LessonEvent, LessonState, LessonRejection> = {
  initial: null,
  decide,
  evolve: (_, { data }) => data,
};
