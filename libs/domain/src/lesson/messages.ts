import type { LessonPlace } from '../explain/factors.js';
import type { Message } from '../kernel/message.js';
import type { Pin } from '../run/messages.js';

export const lessonSubjects = ['run', 'communication', 'reply'] as const;

/** What a lesson was learnt from: `run:<id>`, `communication:<id>`, `reply:<id>`. */
export type LessonAbout = `${(typeof lessonSubjects)[number]}:${string}`;

/** What somebody decided after a look at a run, a message or a reply. Its words lie in the vault under the lesson's id. */
export interface Lesson {
  readonly lessonId: string;
  readonly about: LessonAbout;
  /** Where it belongs: who wants another outcome changes it there. */
  readonly place: LessonPlace;
  readonly runId: string;
  readonly communicationId: string | null;
  /** Versions that the run used. */
  readonly campaign: Pin;
  readonly goal: Pin;
  readonly sender: Pin | null;
}

export type LessonCommand = Message<'RecordLesson', Lesson>;

/** Stream `lesson-<id>`. */
export type LessonEvent = Message<'LessonRecorded', Lesson>;
