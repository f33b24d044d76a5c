import fc from 'fast-check';
import { checkDecider, checkFold } from '../testing/decider-properties.js';
import { specFor } from '../testing/spec-for.js';
import { threadDecider } from './decide.js';
import { type ReplyMatch, replyClasses, type ThreadCommand, type ThreadEvent } from './messages.js';

const given = specFor(threadDecider);
const match: ReplyMatch = {
  method: 'token',
  confidence: 'sure',
  communicationId: 'r1.1.0',
  runId: 'r1',
  campaignId: 'c1',
  contactId: 'p1',
};
const arrival = { threadId: 't1', replyId: 'm1', receivedAt: '2026-11-22T08:00:00.000Z' };
const received: ThreadEvent = { type: 'ReplyReceived', data: { ...arrival, match } };
const quarantined: ThreadEvent = { type: 'ReplyQuarantined', data: arrival };
const classify = (replyClass: (typeof replyClasses)[number], rule = 'rule 1'): ThreadCommand => ({
  type: 'ClassifyReply',
  data: { replyId: 'm1', class: replyClass, rule },
});
const human: ThreadEvent = {
  type: 'ReplyClassified',
  data: { threadId: 't1', replyId: 'm1', runId: 'r1', communicationId: 'r1.1.0', class: 'human', rule: 'rule 1' },
};

describe('a thread', () => {
  it('receives a reply once, however often the mail is delivered', () => {
    given()
      .when({ type: 'ReceiveReply', data: { ...arrival, match } })
      .then(received);
    given(received)
      .when({ type: 'ReceiveReply', data: { ...arrival, receivedAt: '2026-11-22T09:00:00.000Z', match: null } })
      .then();
  });

  it('quarantines a reply that answers nothing known', () => {
    given()
      .when({ type: 'ReceiveReply', data: { ...arrival, match: null } })
      .then(quarantined);
  });

  it('classifies a reply, and names the run and communication it belongs to', () => {
    given(received).when(classify('human')).then(human);
    given(received, human).when(classify('human')).then();
  });

  it('classifies a quarantined reply without a run', () => {
    given(quarantined)
      .when(classify('bounce'))
      .then({ type: 'ReplyClassified', data: { threadId: 't1', replyId: 'm1', class: 'bounce', rule: 'rule 1' } });
  });

  it('classifies anew when any of class, rule and status is another, and of one reply only', () => {
    const as = (data: { class: (typeof replyClasses)[number]; rule: string; status?: string }) => ({
      replyId: 'm1',
      ...data,
    });
    const bounced: ThreadEvent = {
      type: 'ReplyClassified',
      data: { threadId: 't1', ...as({ class: 'bounce', rule: 'rule 1', status: '5.1.1' }) },
    };
    const history = [received, { type: 'ReplyQuarantined', data: { ...arrival, replyId: 'm2' } }, bounced] as const;
    for (const other of [
      as({ class: 'human', rule: 'rule 1', status: '5.1.1' }),
      as({ class: 'bounce', rule: 'rule 2', status: '5.1.1' }),
      as({ class: 'bounce', rule: 'rule 1', status: '4.2.2' }),
      as({ class: 'bounce', rule: 'rule 1' }),
    ]) {
      given(...history)
        .when({ type: 'ClassifyReply', data: other })
        .thenTypes('ReplyClassified');
    }
    given(...history)
      .when({ type: 'ClassifyReply', data: as({ class: 'bounce', rule: 'rule 1', status: '5.1.1' }) })
      .then();
    expect(
      given(...history)
        .state()
        .replies.map(({ classification }) => classification),
    ).toEqual([{ class: 'bounce', rule: 'rule 1', status: '5.1.1' }, null]);
    expect(
      given(received, human)
        .state()
        .replies.map(({ classification }) => Object.keys(classification ?? {})),
    ).toEqual([['class', 'rule']]);
  });

  it('classifies anew on better evidence, and the newest class holds', () => {
    given(received, human).when(classify('opt-out', 'operator')).thenTypes('ReplyClassified');
    const optOut: ThreadEvent = { type: 'ReplyClassified', data: { ...arrival, class: 'opt-out', rule: 'operator' } };
    expect(given(received, human, optOut).state().replies[0]?.classification?.class).toBe('opt-out');
  });

  it('classifies nothing it has not received', () => {
    given().when(classify('human')).thenRejects('no-such-reply');
  });

  it('holds the invariants of every decider', () => {
    const ids = fc.constantFrom('m1', 'm2', 'm3');
    checkDecider(
      threadDecider,
      fc.oneof(
        fc.tuple(ids, fc.constantFrom(match, null)).map(([replyId, found]): ThreadCommand => ({
          type: 'ReceiveReply',
          data: { ...arrival, replyId, match: found },
        })),
        fc.tuple(ids, fc.constantFrom(...replyClasses)).map(([replyId, found]): ThreadCommand => ({
          type: 'ClassifyReply',
          data: { replyId, class: found, rule: 'x' },
        })),
      ),
      (events, { replies }) => {
        const arrivals = events.filter(({ type }) => type !== 'ReplyClassified').map(({ data }) => data.replyId);
        expect(arrivals).toEqual([...new Set(arrivals)]);
        expect(replies.map(({ replyId }) => replyId)).toEqual(arrivals);
      },
    );
    checkFold(threadDecider, fc.constantFrom(received, quarantined, human));
  });
});
