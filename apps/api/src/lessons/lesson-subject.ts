import { partsOfCommunicationId } from '#domain/batch/state.js';
import { coursesOf } from '#domain/explain/courses.js';
import type { Lesson, LessonAbout } from '#domain/lesson/messages.js';
import { replyById } from '#readmodel/replies/queries.js';
import { known } from '#readmodel/vocabulary.js';
import { notFound } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { pinsOf } from '../runs/pins.js';
import { loadRun } from '../runs/run-reads.js';

/** What a lesson is about: the run that it leads to, and the one person, where there is one. */
export interface LessonSubject extends Omit<Lesson, 'lessonId' | 'place'> {
  readonly contactId: string | null;
}

/** Throws 404 when there is no such thing. */
export const subjectOf = async (installation: Installation, about: string): Promise<LessonSubject> => {
  const [kind = '', id = ''] = about.split(':');
  const find = finders[kind];
  const found = find === undefined ? null : await find(installation, id);
  if (found === null) throw notFound(kind, '/about');
  const { run } = await loadRun(installation, found.runId);
  const { campaign, goal, sender } = pinsOf(run);
  return { ...found, campaign, goal, sender };
};

type Found = Pick<LessonSubject, 'about' | 'runId' | 'communicationId' | 'contactId'>;
type Find = (installation: Installation, id: string) => Promise<Found | null>;

const finders: Readonly<Record<string, Find>> = {
  run: async (_, id) => found(`run:${id}`, id, null, null),
  communication: async (installation, id) => {
    const contactId = await contactOf(installation, id);
    const runId = partsOfCommunicationId(id)?.runId;
    return contactId === null || runId === undefined ? null : found(`communication:${id}`, runId, id, contactId);
  },
  reply: async ({ pool }, id) => {
    const reply = await replyById(pool, id);
    if (reply === null || reply.runId === null) return null;
    return found(`reply:${id}`, reply.runId, reply.communicationId, reply.contact?.id ?? null);
  },
};

const found = (about: LessonAbout, runId: string, communicationId: string | null, contactId: string | null): Found => ({
  about,
  runId,
  communicationId,
  contactId,
});

const contactOf = async ({ store }: Installation, id: string): Promise<string | null> => {
  const place = partsOfCommunicationId(id);
  if (place === null) return null;
  const planned = await store.read(`runbatch-${place.runId}.${place.batch}`, { limit: 1 });
  const courses = coursesOf(known(['runbatch'], planned));
  return courses.find(({ communicationId }) => communicationId === id)?.contactId ?? null;
};
