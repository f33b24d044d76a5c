import fc from 'fast-check';
import { checkDecider } from '../testing/decider-properties.js';
import { specFor } from '../testing/spec-for.js';
import { lessonDecider } from './decide.js';
import type { Lesson, LessonCommand } from './messages.js';

const given = specFor(lessonDecider);
const pin = { id: 'c1', version: 2, hash: 'h' };
const lesson: Lesson = {
  lessonId: 'l1',
  about: 'run:r1',
  place: 'campaign',
  runId: 'r1',
  communicationId: null,
  campaign: pin,
  goal: { ...pin, id: 'g1' },
  sender: null,
};
const record: LessonCommand = { type: 'RecordLesson', data: lesson };
const elsewhere: LessonCommand = { type: 'RecordLesson', data: { ...lesson, place: 'goal' } };
const ofAnother: LessonCommand = { type: 'RecordLesson', data: { ...lesson, about: 'run:r2' } };

describe('a lesson', () => {
  it('is recorded once, and a repeated request changes nothing', () => {
    given().when(record).then({ type: 'LessonRecorded', data: lesson });
    given({ type: 'LessonRecorded', data: lesson }).when(record).then();
  });

  it('never moves to another place, nor is it learnt from something else', () => {
    given({ type: 'LessonRecorded', data: lesson }).when(elsewhere).thenRejects('exists-already');
    given({ type: 'LessonRecorded', data: lesson }).when(ofAnother).thenRejects('exists-already');
    checkDecider(lessonDecider, fc.constantFrom(record, elsewhere, ofAnother), (events) => {
      expect(events.length).toBeLessThanOrEqual(1);
    });
  });
});
