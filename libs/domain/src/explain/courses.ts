import {
  type Communication,
  evolveCommunication,
  givenUp,
  orphaned,
  plannedCommunication,
} from '../batch/communication.js';
import { type ValueHashes, valueOrigins } from '../batch/messages.js';
import { communicationIdOf } from '../batch/state.js';
import { assertNever } from '../kernel/decider.js';
import { type Course, evidenceOf, type PartTold } from './facts.js';

type Draft = NonNullable<Course['draft']>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Building = Mutable<Course> & { communication: Communication };

/** The course of every message that these events of batches, reports and threads tell of, in the order of the plan. */
export const coursesOf = (events: readonly PartTold[]): readonly Course[] => {
  const courses = new Map<string, Building>();
  for (const event of events) take(courses, event);
  return [...courses.values()].map(({ communication, ...course }) => ({ ...course, status: communication.status }));
};

/** Nobody refused it: its worker was lost, and a person found later that it had not left. */
export const isLeftUnsent = ({ status, orphaned, code }: Course): boolean =>
  status === 'refused' && orphaned && code === null;

type OfBatch = Extract<PartTold, { type: `Batch${string}` }>;
type OfReply = Extract<PartTold, { type: `Reply${string}` }>;
type OfOne = Exclude<PartTold, OfBatch | OfReply>;

const take = (courses: Map<string, Building>, event: PartTold): void => {
  if (isOfBatch(event)) return takeBatch(courses, event);
  if (isOfReply(event)) return takeReply(courses, event);
  const course = courses.get(event.data.communicationId);
  if (course === undefined) return;
  course.communication = evolveCommunication(course.communication, event);
  course.events = [...course.events, evidenceOf(event)];
  learn(course, event);
};

const isOfBatch = (event: PartTold): event is OfBatch => 'batch' in event.data;
const isOfReply = (event: PartTold): event is OfReply => 'replyId' in event.data;

const takeBatch = (courses: Map<string, Building>, event: OfBatch): void => {
  const { runId, batch } = event.data;
  if (event.type === 'BatchPlanned') {
    for (const [index, contactId] of event.data.contactIds.entries()) {
      const id = communicationIdOf(runId, batch, index);
      courses.set(id, planned(id, contactId));
    }
    return;
  }
  const after = event.type === 'BatchClosed' ? givenUp : orphaned;
  for (const course of inBatch(courses, { runId, batch })) {
    const before = course.communication;
    course.communication = after(before);
    if (course.communication.status === before.status) continue;
    course.orphaned ||= event.type === 'BatchTakenOver';
    course.events = [...course.events, evidenceOf(event)];
  }
};

const takeReply = (courses: Map<string, Building>, event: OfReply): void => {
  if (event.type === 'ReplyQuarantined') return;
  const id = event.type === 'ReplyReceived' ? event.data.match.communicationId : event.data.communicationId;
  const course = courses.get(id ?? '');
  if (course === undefined) return;
  const { replyId } = event.data;
  const kind = event.type === 'ReplyClassified' ? event.data.class : (course.replies.get(replyId) ?? 'unclassified');
  course.replies = new Map([...course.replies, [replyId, kind]]);
  course.events = [...course.events, evidenceOf(event)];
};

const learn = (course: Building, event: OfOne): void => {
  switch (event.type) {
    case 'DraftPrepared':
      course.draft = { prepared: event.metadata.occurredAt, decided: null, as: null };
      course.values = valuesIn(event.data.values);
      return;
    case 'DraftApproved':
      return decide(course, event, 'approved');
    case 'DraftRejected':
      return decide(course, event, 'rejected');
    case 'DraftExpired':
      return decide(course, event, 'expired');
    case 'CommunicationHeld':
      course.held = [...course.held, event.data.reason];
      return;
    case 'CommunicationSkipped':
      course.skipped = { reason: event.data.reason, detail: event.data.detail ?? null };
      return;
    case 'DispatchClaimed':
      course.values = valuesIn(event.data.values) ?? course.values;
      course.addressHash = event.data.addressHash;
      return;
    case 'DispatchSettled': {
      const { outcome } = event.data;
      if (outcome.kind === 'deferred') course.deferrals += 1;
      if (outcome.kind === 'refused') course.code = outcome.code;
      return;
    }
    case 'DeliveryReported':
      if (event.data.report === 'bounced') course.code = event.data.status ?? 'bounced';
      return;
    case 'DispatchResolved':
      if (event.data.resolution === 'was-not-sent' && event.data.by === 'evidence') course.code ??= 'late answer';
      return;
    default:
      return assertNever(event);
  }
};

const decide = (course: Building, { metadata }: OfOne, as: NonNullable<Draft['as']>): void => {
  if (course.draft !== null) course.draft = { ...course.draft, decided: metadata.occurredAt, as };
};

const planned = (communicationId: string, contactId: string): Building => ({
  communicationId,
  contactId,
  communication: plannedCommunication(communicationId, contactId),
  status: 'planned',
  skipped: null,
  values: null,
  addressHash: null,
  code: null,
  deferrals: 0,
  orphaned: false,
  held: [],
  draft: null,
  replies: new Map(),
  events: [],
});

/** The hashes of a message by name, each with its origin. */
export const valuesIn = (hashes: ValueHashes | undefined): ReadonlyMap<string, string> | null => {
  if (hashes === undefined) return null;
  return new Map(
    valueOrigins.flatMap((origin) =>
      Object.entries(hashes[origin] ?? {}).map(([name, hash]): [string, string] => [
        name === '*' ? `*${origin}` : name,
        `${origin}:${hash}`,
      ]),
    ),
  );
};

function* inBatch(
  courses: ReadonlyMap<string, Building>,
  { runId, batch }: { readonly runId: string; readonly batch: number },
): Iterable<Building> {
  for (let index = 0; ; index += 1) {
    const course = courses.get(communicationIdOf(runId, batch, index));
    if (course === undefined) return;
    yield course;
  }
}

/** A message that would be written now: nothing has become of it. */
export const presentCourse = ({
  contactId,
  values,
  addressHash,
}: {
  readonly contactId: string;
  readonly values: ValueHashes | undefined;
  readonly addressHash: string | null;
}): Course => {
  const { communication: _, ...blank } = planned('', contactId);
  return { ...blank, values: valuesIn(values), addressHash };
};
