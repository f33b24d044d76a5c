import { threadDecider } from '#domain/thread/decide.js';
import type { ThreadCommand } from '#domain/thread/messages.js';
import { execute } from '#eventstore/execute.js';
import { start } from '#eventstore/port.js';
import { newId } from '#platform/ids.js';
import { saveInboundMessage } from '#vault/messages/inbound.js';
import { eventually } from '../../../test/support/eventually.js';
import { startTestApi, type TestApi } from './api.js';
import { type RecordedRun, recordRun } from './recorded-run.js';
import { caughtUp, putContacts, readyCampaign } from './run-fixtures.js';

let api: TestApi;
let campaignId: string;
let run: RecordedRun;
let answered: string;
let quarantined: string;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  await putContacts(api);
  campaignId = await readyCampaign(api);
  run = await recordRun(api, campaignId, { fates: ['accepted', 'accepted'] });
  const [communicationId = ''] = run.communications;
  const { body } = await api.request(`GET /v1/communications/${communicationId}`);
  const contactId: string = body.contact.id;
  const match = { method: 'token', confidence: 'sure', communicationId, runId: run.id, campaignId, contactId } as const;
  answered = await receive({ contactId, communicationId }, communicationId, (replyId) => ({
    type: 'ReceiveReply',
    data: { threadId: communicationId, replyId, receivedAt: '2026-11-22T10:00:00.000Z', match },
  }));
  quarantined = await receive({ contactId: null, communicationId: null }, null, (replyId) => ({
    type: 'ReceiveReply',
    data: { threadId: `quarantine.${replyId}`, replyId, receivedAt: '2026-11-22T11:00:00.000Z', match: null },
  }));
  await caughtUp(api);
});
afterAll(() => api.stop());

const receive = async (
  of: { readonly contactId: string | null; readonly communicationId: string | null },
  thread: string | null,
  command: (replyId: string) => ThreadCommand,
): Promise<string> => {
  const { pool, store, clock } = api.installation;
  const id = newId();
  await saveInboundMessage(
    pool,
    {
      id,
      ...of,
      messageId: `<${id}@mail.example>`,
      from: 'person1@example.com',
      subject: 'Re: Hello',
      text: 'Thanks\u001b[2J, call me \u202eback',
      receivedAt: '2026-11-22T10:00:00.000Z',
    },
    Buffer.from('raw'),
  );
  const context = {
    commandId: newId(),
    actor: { name: 'inbound', source: 'worker' },
    correlationId: 'mail',
    now: clock,
  } as const;
  await execute(store, threadDecider, `thread-${thread ?? `quarantine.${id}`}`, command(id), context);
  return id;
};

const find = async (query: string): Promise<string[]> => {
  const { body } = await api.request(`GET /v1/replies?${query}`, { as: 'viewer' });
  return body.items.map(({ id }: { id: string }) => id);
};

test('replies are found by run, campaign, sender, class and quarantine', async () => {
  expect(await find('')).toEqual([quarantined, answered]);
  expect(await find('direction=asc&limit=1')).toEqual([answered]);
  expect(await find('quarantined=true')).toEqual([quarantined]);
  expect(await find(`run=${run.id}`)).toEqual([answered]);
  expect(await find(`campaign=${campaignId}&quarantined=false`)).toEqual([answered]);
  expect(await find('from=PERSON1@example.com')).toEqual([quarantined, answered]);
  expect(await find('class=bounce,complaint')).toEqual([]);
  expect(await find('receivedFrom=2026-11-22T10:30:00Z')).toEqual([quarantined]);
  expect((await api.request('GET /v1/replies?class=angry')).status).toBe(400);
  const ofRun = await api.request(`GET /v1/runs/${run.id}/replies`);
  expect(ofRun.body.items).toEqual([expect.objectContaining({ id: answered, class: null })]);
});

test('its text comes from the vault, without what would take over a terminal', async () => {
  const { body } = await api.request(`GET /v1/replies/${answered}`);
  expect(body).toMatchObject({
    id: answered,
    runId: run.id,
    match: { method: 'token', confidence: 'sure' },
    message: { from: 'person1@example.com', subject: 'Re: Hello', text: 'Thanks[2J, call me back' },
    trail: [{ type: 'ReplyReceived' }],
  });
  expect((await api.request(`GET /v1/replies/${'0'.repeat(26)}`)).status).toBe(404);
});

test('a person says what kind of answer it is, and the run shows it', async () => {
  const classify = (body: object, key?: string) =>
    api.request(`POST /v1/replies/${answered}/classify`, {
      as: 'operator',
      body,
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  expect(await classify({ class: 'human' })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/reason' }] } });
  expect(await classify({ class: 'rude', reason: 'x' })).toMatchObject({ status: 400 });
  const classified = await classify({ class: 'human', reason: 'wants a call' });
  expect(classified).toMatchObject({
    status: 200,
    body: { class: 'human', rule: 'operator', trail: [{}, { type: 'ReplyClassified', reason: 'wants a call' }] },
  });
  // Erasing the contact must leave nothing of what they wrote, so it is not kept for a repetition either.
  expect((await classify({ class: 'human', reason: 'again' }, 'c-1')).body.message.from).toBe('person1@example.com');
  const repeated = await classify({ class: 'human', reason: 'again' }, 'c-1');
  expect(repeated).toMatchObject({ status: 200, body: { id: answered, contact: { name: null }, message: null } });
  await caughtUp(api);
  expect((await api.request(`GET /v1/runs/${run.id}`)).body.replies).toEqual({ human: 1 });
  expect((await api.request(`GET /v1/communications/${run.communications[0] ?? ''}`)).body).toMatchObject({
    repliedAt: '2026-11-22T10:00:00.000Z',
    replies: [{ id: answered, class: 'human' }],
  });
});

test('who opts out by the word of a person gets nothing further', async () => {
  const body = { class: 'opt-out', reason: 'asks to be left alone' };
  expect((await api.request(`POST /v1/replies/${answered}/classify`, { as: 'operator', body })).status).toBe(200);
  const suppressed = await eventually(async () => {
    const { events } = await api.installation.store.readAll(start, 100, { categories: ['suppression', 'contact'] });
    return events.length >= 2 && events;
  });
  expect(suppressed.filter(({ type }) => type !== 'ContactEventRecorded')).toEqual([
    expect.objectContaining({
      type: 'AddressSuppressed',
      data: expect.objectContaining({ reason: 'opt-out', evidence: answered }),
    }),
    expect.objectContaining({ type: 'ConsentChanged', data: expect.objectContaining({ state: 'withdrawn' }) }),
  ]);
  expect(JSON.stringify(suppressed)).not.toContain('person1@');
  expect((await api.request('GET /v1/contacts/c-1')).body.consent).toEqual({ email: 'withdrawn' });
});
