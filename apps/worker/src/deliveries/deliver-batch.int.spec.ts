import type pg from 'pg';
import type { BatchEvent, Outcome } from '#domain/batch/messages.js';
import { evolveBatch, noBatch } from '#domain/batch/state.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { holdDecider } from '#domain/hold/decide.js';
import type { Manifest, RunEvent } from '#domain/run/messages.js';
import { suppressionDecider } from '#domain/suppression/decide.js';
import { manifestOf, requestOf } from '#domain/testing/run-fixtures.js';
import { execute, toNewEvents } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { openPool } from '#platform/database/pool.js';
import { systemClock } from '#platform/clock.js';
import { hmac, newId } from '#platform/ids.js';
import { Leases } from '#platform/leases/leases.js';
import { gates } from '#readmodel/gates/projection.js';
import { runProjections } from '#readmodel/runner/run-projections.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { putContact } from '#vault/contacts/put.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { deliverAlone, type DeliversAlone } from '../../../../test/support/work-alone.js';
import type { Channel, OutgoingMessage } from '../channels/channel.js';
import { workerContext } from '../worker-context.js';
import { Slots } from './slots.js';

const suppressionKey = Buffer.alloc(32, 7);
const accepted: Outcome = { kind: 'accepted', answer: '250 ok' };
const context = () => workerContext({ worker: 'test', part: 'deliveries', about: 'test', now: systemClock });

/** A way out that the test answers for, message by message. */
class ScriptedChannel implements Channel {
  readonly kind = 'noop';
  readonly connections = 2;
  readonly sent: OutgoingMessage[] = [];
  answer: (message: OutgoingMessage) => Promise<Outcome> = () => Promise.resolve(accepted);
  messageIdOf = (communicationId: string): string => `<${communicationId}@test>`;
  send = (message: OutgoingMessage): Promise<Outcome> => {
    this.sent.push(message);
    return this.answer(message);
  };
  close = (): Promise<void> => Promise.resolve();
}

const campaign: CampaignDefinition = {
  name: 'Autumn',
  channel: 'noop',
  goal: 'g1',
  segment: null,
  sender: null,
  instructions: { prose: '', sections: { opening: 'Dear {{ contact.name }}' } },
  template: { text: '{{ instructions.opening }}, hello' },
  writer: 'template',
  reviewer: 'none',
  responseBehaviour: 'record',
  defaults: {},
  limits: {},
  onUnknown: 'never-resend',
};

describe('a batch that is delivered', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: EventStore;
  let contactIds: string[];
  let projecting: Promise<void>;
  const stop = new AbortController();

  beforeAll(async () => {
    database = await freshDatabase();
    pool = openPool(database.url);
    store = await openPostgresEventStore({ pool, url: database.url });
    projecting = runProjections(
      { pool, store, leases: new Leases(pool, 'p'), leaseMs: 3_000, projections: [gates], report: () => undefined },
      stop.signal,
    );
    const names = Array.from({ length: 6 }, (_, i) => `p${i}`);
    for (const name of names) await putContact(pool, name, { email: `${name}@example.test`, name }, 'test');
    const contacts = await contactsByExternalIds(pool, names);
    contactIds = names.map((name) => contacts.get(name)?.id ?? '');
    await append('campaign-c1', [
      { type: 'CampaignDefined', data: { id: 'c1', version: 1, hash: 'aa', definition: campaign, summary: '' } },
    ]);
    const goal = { name: 'g', statement: 's', attribution: 'last' };
    await append('goal-g1', [
      { type: 'GoalDefined', data: { id: 'g1', version: 1, hash: 'bb', definition: goal, summary: '' } },
    ]);
  });

  afterAll(async () => {
    stop.abort();
    await projecting;
    await store.close();
    await pool.end();
    await database.drop();
  });

  const append = async (stream: string, events: readonly { type: string; data: object }[]): Promise<void> => {
    const result = await store.append(stream, 'none', toNewEvents(events, context()));
    expect(result.ok).toBe(true);
  };

  /** A run in progress with one batch of the six contacts. */
  const runWith = async (policies: Partial<Manifest['policies']> = {}): Promise<string> => {
    const runId = newId();
    const base = manifestOf(6);
    const manifest: Manifest = { ...base, sender: null, segment: null, policies: { ...base.policies, ...policies } };
    const events: RunEvent[] = [
      { type: 'RunRequested', data: requestOf(runId) },
      { type: 'RunQueued', data: { runId } },
      { type: 'RunPreparing', data: { runId } },
      { type: 'RunStarted', data: { runId, manifest, batches: 1 } },
    ];
    await append(`run-${runId}`, events);
    await append(`runbatch-${runId}.1`, [{ type: 'BatchPlanned', data: { runId, batch: 1, contactIds, digest: 'd' } }]);
    return runId;
  };

  const depsWith = (channel: Channel, worker = 'w1'): DeliversAlone => {
    const carrier = { channel, slots: new Slots(2 * channel.connections) };
    return {
      store,
      sql: pool,
      leases: new Leases(pool, worker),
      channels: { email: carrier, http: carrier, noop: carrier },
      worker,
      now: systemClock,
      leaseMs: 3_000,
      suppressionKey,
      patienceMs: 20_000,
      unsubscribeUrl: (id) => `https://x.test/u/${id}`,
    };
  };

  const suppression = (type: 'Suppress' | 'Release', to: string) => {
    const addressHash = hmac(suppressionKey, to);
    const data = { addressHash, channel: 'noop', reason: 'opt-out', evidence: 'test' } as const;
    const command = type === 'Suppress' ? { type, data } : { type, data: { addressHash } };
    return execute(store, suppressionDecider, `suppression-${addressHash}`, command, context());
  };

  const eventsOf = async (runId: string): Promise<BatchEvent[]> =>
    (await store.read(`runbatch-${runId}.1`)).map(({ type, data }) => ({ type, data }) as BatchEvent);
  const typesOf = async (runId: string) => (await eventsOf(runId)).map(({ type }) => type);
  const totalsOf = async (runId: string) => {
    const state = (await eventsOf(runId)).reduce(evolveBatch, noBatch);
    return state.status === 'closed' ? state.totals : state;
  };
  const deliver = (deps: DeliversAlone, runId: string, signal = stop.signal) =>
    deliverAlone(deps, { runId, batch: 1 }, signal);

  it('claims, sends once, settles and closes', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith();
    expect(await deliver(depsWith(channel), runId)).toBe('closed');
    expect(channel.sent.map(({ to }) => to)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
    expect(channel.sent[0]?.content).toEqual({ text: 'Dear p0, hello' });
    expect(await totalsOf(runId)).toMatchObject({ audience: 6, accepted: 6, unknown: 0 });
    expect(await deliver(depsWith(channel), runId)).toBe('closed');
    expect(channel.sent).toHaveLength(6);
  });

  it('has no message on the wire whose claim is not in the log', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith();
    channel.answer = async ({ communicationId }) => {
      const claimed = (await eventsOf(runId)).some(
        ({ type, data }) => type === 'DispatchClaimed' && data.communicationId === communicationId,
      );
      return claimed ? accepted : { kind: 'refused', code: 'unclaimed', answer: '' };
    };
    await deliver(depsWith(channel), runId);
    expect(await totalsOf(runId)).toMatchObject({ accepted: 6 });
  });

  it('never has more claims open than the window', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith();
    let open = 0;
    let most = 0;
    channel.answer = async () => {
      most = Math.max(most, (open += 1));
      await new Promise(setImmediate);
      open -= 1;
      return accepted;
    };
    await deliver(depsWith(channel), runId);
    expect(most).toBeLessThanOrEqual(4);
    expect(most).toBeGreaterThan(0);
  });

  it('records the answers of what is on the wire when something else goes wrong meanwhile', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith();
    const answers: ((outcome: Outcome) => void)[] = [];
    channel.answer = () => new Promise((resolve) => answers.push(resolve));
    const deps = depsWith(channel);
    const query: pg.Pool['query'] = pool.query.bind(pool);
    // From the first message on the vault is out of reach.
    Reflect.set(deps, 'sql', {
      query: (...asked: Parameters<typeof query>) =>
        answers.length === 0 ? query(...asked) : Promise.reject(new Error('the connection is gone')),
    });
    const delivering = deliver(deps, runId).catch((error: unknown) => error);
    await eventually(() => answers.length === 2);
    for (const answer of answers) answer(accepted);
    expect(String(await delivering)).toContain('the connection is gone');
    const two = ['DispatchClaimed', 'DispatchClaimed', 'DispatchSettled', 'DispatchSettled'];
    expect(await typesOf(runId)).toEqual(['BatchPlanned', ...two]);
    channel.answer = () => Promise.resolve(accepted);
    expect(await deliver(depsWith(channel), runId)).toBe('closed');
    expect(await totalsOf(runId)).toMatchObject({ accepted: 6, unknown: 0 });
  });

  describe('and taken over from a worker that went silent', () => {
    const silence = async (policies: Partial<Manifest['policies']>) => {
      const runId = await runWith(policies);
      const silent = new ScriptedChannel();
      const answers: ((outcome: Outcome) => void)[] = [];
      silent.answer = () => new Promise((resolve) => answers.push(resolve));
      const first = deliver(depsWith(silent, 'w1'), runId);
      await eventually(() => answers.length > 0);
      await pool.query('update work.leases set until = clock_timestamp() where name = $1', [`batch:${runId}.1`]);
      const next = new ScriptedChannel();
      const verdict = await deliver(depsWith(next, 'w2'), runId);
      return { runId, silent, answers, first, next, verdict };
    };

    it('what was claimed is of unknown fate, nobody gets it twice, and the late answer is kept as evidence', async () => {
      const { runId, silent, answers, first, next, verdict } = await silence({ onUnknown: 'never-resend' });
      expect(verdict).toBe('closed');
      const open = silent.sent.length;
      expect(open).toBeLessThanOrEqual(4);
      expect(await totalsOf(runId)).toMatchObject({ accepted: 6 - open, unknown: open });
      const both = [...silent.sent, ...next.sent].map(({ communicationId }) => communicationId);
      expect(new Set(both).size).toBe(both.length);
      for (const answer of answers) answer(accepted);
      expect(await first).toBe('elsewhere');
      const reports = await store.read(`report-${runId}.1`);
      expect(reports.map(({ type, data }) => [type, 'resolution' in data && data.resolution])).toEqual(
        answers.map(() => ['DispatchResolved', 'was-sent']),
      );
    });

    it('is sent again under the same id where the campaign says so', async () => {
      const { runId, silent, answers, first, next } = await silence({ onUnknown: 'resend' });
      expect(await totalsOf(runId)).toMatchObject({ accepted: 6, unknown: 0 });
      const twice = next.sent.filter(({ messageId }) => silent.sent.some((one) => one.messageId === messageId));
      expect(twice).toHaveLength(silent.sent.length);
      for (const answer of answers) answer(accepted);
      await first;
    });
  });

  it.each(['a resolution', 'an answer'])(
    '%s keeps from being sent again, even where the campaign resends',
    async (is) => {
      const channel = new ScriptedChannel();
      const runId = await runWith({ onUnknown: 'resend', maxAttempts: 2 });
      const settledFirst = `${runId}.1.0`;
      channel.answer = async ({ communicationId, attempt }) => {
        if (communicationId !== settledFirst || attempt > 1) return accepted;
        const about = { communicationId, contactId: contactIds[0] };
        const match = { method: 'token', confidence: 'sure', ...about, runId, campaignId: 'c1' };
        const reply = { threadId: communicationId, replyId: runId, receivedAt: systemClock(), match };
        const resolution = { ...about, resolution: 'was-sent', by: 'operator', detail: 'seen' };
        await (is === 'an answer'
          ? append(`thread-${communicationId}`, [{ type: 'ReplyReceived', data: reply }])
          : append(`report-${runId}.1`, [{ type: 'DispatchResolved', data: resolution }]));
        return { kind: 'unknown', detail: 'cut' };
      };
      const halt = new AbortController();
      const deps = depsWith(channel);
      const answering = channel.answer;
      channel.answer = (message) => {
        halt.abort();
        return answering(message);
      };
      expect(await deliver(deps, runId, halt.signal)).toBe('waiting');
      expect(await deliver(deps, runId)).toBe('closed');
      expect(channel.sent.filter(({ communicationId }) => communicationId === settledFirst)).toHaveLength(1);
      expect(await totalsOf(runId)).toMatchObject({ accepted: 5, unknown: 1 });
    },
  );

  it('leaves unknown, and does not wait for, what would be sent again to somebody who has opted out since', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith({ onUnknown: 'resend' });
    channel.answer = async ({ to }) => {
      if (to !== 'p4') return accepted;
      await suppression('Suppress', 'p4');
      return { kind: 'unknown', detail: 'cut' };
    };
    expect(await deliver(depsWith(channel), runId)).toBe('closed');
    expect(channel.sent.filter(({ to }) => to === 'p4')).toHaveLength(1);
    expect(await totalsOf(runId)).toMatchObject({ accepted: 5, unknown: 1 });
    await suppression('Release', 'p4');
  });

  it('sends nothing to an address that was suppressed, whoever comes first', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith();
    await suppression('Suppress', 'p2');
    await deliver(depsWith(channel), runId);
    expect(channel.sent.map(({ to }) => to)).not.toContain('p2');
    expect(await totalsOf(runId)).toMatchObject({ accepted: 5, skipped: { suppressed: 1 } });
    await suppression('Release', 'p2');
  });

  it('claims nothing that an event which could not be taken in may stop, and goes on once it is', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith();
    const parked = (stream: string) =>
      pool.query(
        `insert into work.parked (schema, stream, revision, projection, position, event_id, type)
         values ('rm_gates', $1, 9, 'gates', '1', gen_random_uuid(), 'ConsentChanged')`,
        [stream],
      );
    const retried = () => pool.query(`delete from work.parked where revision = 9`);
    await parked('hold-channel.noop');
    expect(await deliver(depsWith(channel), runId)).toBe('waiting');
    expect(channel.sent).toEqual([]);
    await retried();
    await parked(`contact-${contactIds[1]}`);
    await parked(`suppression-${hmac(suppressionKey, 'p3')}`);
    expect(await deliver(depsWith(channel), runId)).toBe('waiting');
    expect(channel.sent.map(({ to }) => to).toSorted()).toEqual(['p0', 'p2', 'p4', 'p5']);
    await retried();
    expect(await deliver(depsWith(channel), runId)).toBe('closed');
    expect(await totalsOf(runId)).toMatchObject({ accepted: 6 });
  });

  it('waits under a hold, and goes on when it is lifted', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith();
    await execute(store, holdDecider, 'hold-all', { type: 'PlaceHold', data: { scope: 'all' } }, context());
    expect(await deliver(depsWith(channel), runId)).toBe('waiting');
    expect(channel.sent).toEqual([]);
    await execute(store, holdDecider, 'hold-all', { type: 'LiftHold', data: { scope: 'all' } }, context());
    expect(await deliver(depsWith(channel), runId)).toBe('closed');
  });

  it('gives up the rest when the run is cancelled, after at most a window', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith();
    let asked = false;
    channel.answer = async () => {
      if (!asked) {
        asked = true;
        const events: RunEvent[] = [{ type: 'RunCancellationRequested', data: { runId } }];
        await store.append(`run-${runId}`, 3, toNewEvents(events, context()));
      }
      return accepted;
    };
    expect(await deliver(depsWith(channel), runId)).toBe('closed');
    expect(channel.sent.length).toBeLessThanOrEqual(4);
    expect(await totalsOf(runId)).toMatchObject({
      accepted: channel.sent.length,
      notAttempted: 6 - channel.sent.length,
    });
  });

  it('comes back for what was deferred, and refuses it after the last attempt', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith({ maxAttempts: 2 });
    channel.answer = ({ to }) =>
      Promise.resolve(
        to === 'p1' ? { kind: 'deferred', code: '451', answer: 'later', until: systemClock() } : accepted,
      );
    const deps = depsWith(channel);
    expect(await deliver(deps, runId)).toBe('closed');
    expect(channel.sent.filter(({ to }) => to === 'p1').map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(await totalsOf(runId)).toMatchObject({ accepted: 5, refused: 1 });
  });

  it('prepares drafts for a person, and sends exactly what was approved', async () => {
    const channel = new ScriptedChannel();
    const runId = await runWith({ reviewer: 'human' });
    expect(await deliver(depsWith(channel), runId)).toBe('waiting');
    expect(await typesOf(runId)).toEqual(['BatchPlanned', ...contactIds.map(() => 'DraftPrepared')]);
    const drafts = (await eventsOf(runId)).filter((event) => event.type === 'DraftPrepared');
    const [one, two, three] = drafts;
    const decisions: BatchEvent[] = [
      { type: 'DraftApproved', data: one?.data ?? raise() },
      { type: 'DraftRejected', data: two?.data ?? raise() },
      { type: 'DraftApproved', data: three?.data ?? raise() },
    ];
    // Whoever rendered the third anew has died before the log heard of it.
    const damaged = [three?.data.communicationId];
    await pool.query(`update vault.renderings set content_hash = 'x' where communication_id = any($1)`, [damaged]);
    await store.append(`runbatch-${runId}.1`, 6, toNewEvents(decisions, context()));
    await putContact(pool, 'p0', { email: 'p0@example.test', name: 'Changed since' }, 'test');
    expect(await deliver(depsWith(channel), runId)).toBe('waiting');
    expect(channel.sent.map(({ content }) => content.text)).toEqual(['Dear p0, hello']);
  });
});

const raise = (): never => {
  throw new Error('no draft was prepared');
};
