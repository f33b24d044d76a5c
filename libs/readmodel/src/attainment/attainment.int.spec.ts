import type { GoalDefinition } from '#domain/goal/messages.js';
import { type Fact, fact, type Fate, runLife } from '../../../../test/support/event-builders.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { attainmentOfRun } from './queries.js';

let models: ReadModels;
const day = (count: number): string =>
  new Date(Date.parse('2026-11-20T09:00:00.000Z') + count * 86_400_000).toISOString();
const booked = (eventId: string, contactId: string, happenedAt: string, runId?: string): Fact =>
  fact(
    `contact-${contactId}`,
    {
      type: 'ContactEventRecorded',
      data: { contactId, eventId, kind: 'booked', happenedAt, ...(runId ? { runId } : {}) },
    },
    happenedAt,
  );

beforeAll(async () => {
  models = await freshReadModels();
  const run = (runId: string, at: string, contacts: readonly string[], request = {}, fates?: readonly Fate[]) =>
    runLife({ runId, status: 'completed_with_failures', at, contacts, request, ...(fates ? { fates } : {}) });
  const goal = {
    goal: { id: 'g2', version: 1, hash: 'x' },
    campaign: { id: 'c1', version: 1, hash: 'x' },
    segment: null,
    sender: null,
  };
  const match = {
    method: 'token',
    confidence: 'sure',
    communicationId: 'first.1.1',
    runId: 'first',
    campaignId: 'c1',
    contactId: 'k1',
  } as const;
  const minutes = (count: number): string => new Date(Date.parse(day(30)) + count * 60_000).toISOString();
  const answer = { threadId: 'doubt.1.0', replyId: 'y2' };
  await models.feed([
    // Nobody knew whether it had left, until it was answered.
    ...run('doubt', day(30), ['k7'], {}, ['unknown']),
    fact(
      'thread-doubt.1.0',
      {
        type: 'ReplyReceived',
        data: {
          ...answer,
          receivedAt: minutes(30),
          match: { ...match, communicationId: 'doubt.1.0', runId: 'doubt', contactId: 'k7' },
        },
      },
      minutes(31),
    ),
    fact('thread-doubt.1.0', { type: 'ReplyClassified', data: { ...answer, class: 'human', rule: 'r' } }, minutes(31)),
    fact(
      'report-doubt.1',
      {
        type: 'DispatchResolved',
        data: { communicationId: 'doubt.1.0', contactId: 'k7', resolution: 'was-sent', by: 'evidence', detail: 'y2' },
      },
      minutes(31),
    ),
    // The first contact of each run is refused.
    ...run('first', day(0), ['k0', 'k1', 'k2', 'k3', 'k4']),
    ...run('second', day(5), ['k9', 'k2']),
    ...run('test', day(6), ['k9', 'k3'], { type: 'test' }),
    ...run('other', day(6), ['k9', 'k3'], { pins: goal }),
    booked('e0', 'k0', day(1)),
    booked('e1', 'k1', day(1)),
    booked('e1', 'k1', day(1)),
    booked('e2', 'k2', day(7)),
    booked('e3', 'k3', day(20)),
    booked('e4', 'k4', day(2), 'second'),
    fact(
      'thread-first.1.1',
      { type: 'ReplyReceived', data: { threadId: 'first.1.1', replyId: 'y1', receivedAt: day(1), match } },
      day(1),
    ),
    fact(
      'thread-first.1.1',
      { type: 'ReplyClassified', data: { threadId: 'first.1.1', replyId: 'y1', class: 'human', rule: 'r' } },
      day(1),
    ),
  ]);
});
afterAll(() => models.close());

const goal: GoalDefinition = {
  name: 'Book',
  statement: 'They book',
  attribution: 'last',
  measure: { kind: 'contact-event', type: 'booked' },
  target: { share: 0.5 },
};

it('credits what contacts did to the last run of the goal that reached them before', async () => {
  expect(await attainmentOfRun(models.pool, 'first', goal)).toEqual({
    accepted: 4,
    attained: 2,
    wanted: 2,
    reached: true,
  });
  expect(await attainmentOfRun(models.pool, 'second', goal)).toEqual({
    accepted: 1,
    attained: 1,
    wanted: 1,
    reached: true,
  });
});

it('is worked out anew under another version of the goal', async () => {
  expect(await attainmentOfRun(models.pool, 'first', { ...goal, windowHours: 72 })).toMatchObject({
    attained: 1,
    reached: false,
  });
  expect(
    await attainmentOfRun(models.pool, 'first', {
      ...goal,
      measure: { kind: 'reply', class: 'human' },
      target: { count: 1 },
    }),
  ).toMatchObject({ attained: 1, reached: true });
  expect(await attainmentOfRun(models.pool, 'first', { ...goal, measure: { kind: 'accepted' } })).toMatchObject({
    accepted: 4,
    attained: 4,
  });
  const { measure: _, ...words } = goal;
  expect(await attainmentOfRun(models.pool, 'first', words)).toMatchObject({
    accepted: 4,
    attained: null,
    reached: null,
  });
});

it('counts nothing for test runs', async () => {
  expect(await attainmentOfRun(models.pool, 'test', goal)).toMatchObject({ accepted: 0, attained: 0 });
});

it('credits the answer that was the proof that its message had left', async () => {
  const answered: GoalDefinition = { ...goal, measure: { kind: 'reply', class: 'human' }, windowHours: 1 };
  expect(await attainmentOfRun(models.pool, 'doubt', answered)).toMatchObject({ accepted: 1, attained: 1 });
});
