import type { RecordedEvent } from '#eventstore/port.js';
import { commandsHaveTheirEvents } from './commands.js';
import type { Attempt, Operation } from './history.js';
import { readLog } from './log.js';
import { quietHistory } from './testing/quiet-history.js';
import { World } from './testing/world.js';
import { told } from './verdict.js';

const at = Date.parse('2026-11-22T09:00:00.000Z');
const attempt = (result: Attempt['result'], changes: Partial<Attempt> = {}): Attempt => ({
  invokedAt: at,
  endedAt: at + 1,
  result,
  status: result === 'ok' ? 202 : null,
  ...changes,
});
const [yes, perhaps, no] = [attempt('ok'), attempt('info'), attempt('fail')];

const asked = (attempts: readonly Attempt[], changes: Partial<Operation> = {}): Operation => ({
  id: 'o1',
  client: 'c1',
  name: 'place-hold',
  route: 'POST /v1/holds',
  idempotencyKey: 'k',
  bodyHash: 'b',
  changes: 'always',
  trace: { by: 'correlation' },
  attempts,
  ...changes,
});
/** One event for each cause, all of operation o1. */
const holds = (...causes: readonly string[]): readonly RecordedEvent[] => {
  const world = new World();
  for (const cause of causes)
    world.append('hold-all', { type: 'HoldPlaced', data: { scope: 'all' } }, { operation: 'o1', cause });
  return world.events;
};
const judge = (operation: Operation, events: readonly RecordedEvent[], poisoned: readonly string[] = []) => {
  const history = quietHistory({ operations: [operation], events, poisoned });
  return commandsHaveTheirEvents(history, readLog(history));
};
const described = 'place-hold (o1 of c1, POST /v1/holds)';
const keyless = { idempotencyKey: null };

describe('a command', () => {
  it.each<[string, readonly Attempt[], readonly string[], string]>([
    ['accepted and carried out', [yes], ['x'], 'accepted'],
    ['accepted again and carried out once', [perhaps, yes, yes], ['x'], 'accepted'],
    ['carried out in several events', [yes], ['x', 'x', 'x/2', 'x/3'], 'accepted'],
    ['without an answer, and not carried out', [perhaps], [], 'answer unknown'],
    ['without an answer, and carried out', [perhaps, perhaps], ['x'], 'answer unknown'],
    ['refused, and not carried out', [no], [], 'refused'],
    ['refused at last, after no answer, and carried out', [perhaps, no], ['x'], 'answer unknown'],
  ])('may be %s', (_, attempts, causes, counted) => {
    const { holds: holdsTrue, counts } = judge(asked(attempts), holds(...causes));
    expect(holdsTrue).toBe(true);
    expect({ ...counts, commands: 0 }).toMatchObject({ [counted]: 1 });
    expect(counts).toMatchObject({
      commands: 1,
      'of these happened': counted === 'answer unknown' && causes.length > 0 ? 1 : 0,
    });
    expect((counts['accepted'] ?? 0) + (counts['refused'] ?? 0) + (counts['answer unknown'] ?? 0)).toBe(1);
  });

  it('must leave an event once it is accepted', () => {
    expect(judge(asked([yes]), [])).toMatchObject({
      violations: 1,
      counterExample: `${described} was accepted and has no event in the log`,
    });
    expect(judge(asked([yes], { changes: 'perhaps' }), [])).toMatchObject({ holds: true });
    expect(judge(asked([perhaps, yes], keyless), []).holds).toBe(false);
  });

  it('must not be carried out twice under one key, nor at all when it was refused', () => {
    const twice = holds('x', 'y');
    expect(judge(asked([yes, yes]), twice)).toMatchObject({
      violations: 1,
      counterExample: [`${described} may have happened once and happened 2 times`, ...twice.map(told)].join('\n'),
    });
    expect(judge(asked([perhaps]), twice).counterExample).toMatch(/may have happened once and happened 2 times/);
    expect(judge(asked([no]), holds('x'))).toMatchObject({
      violations: 1,
      counterExample: [`${described} was refused and happened 1 times`, ...holds('x').map(told)].join('\n'),
    });
  });

  it('without a key may be carried out as often as it was sent, and must be as often as it was accepted', () => {
    expect(judge(asked([yes, perhaps], keyless), holds('x', 'y'))).toMatchObject({ holds: true });
    expect(judge(asked([yes, perhaps], keyless), holds('x'))).toMatchObject({ holds: true });
    expect(judge(asked([yes, perhaps], keyless), holds('x', 'y', 'z')).counterExample).toMatch(
      /may have happened 2 times and happened 3 times/,
    );
    expect(judge(asked([yes, yes], keyless), holds('x')).counterExample).toBe(
      [`${described} was accepted 2 times and happened 1 times`, ...holds('x').map(told)].join('\n'),
    );
    expect(judge(asked([yes, yes], { ...keyless, changes: 'perhaps' }), holds('x'))).toMatchObject({ holds: true });
  });

  it('shows no more than ten of its events', () => {
    const many = holds(...Array.from({ length: 12 }, (_, n) => `x${n}`));
    expect(judge(asked([yes]), many).counterExample?.split('\n')).toHaveLength(11);
  });

  it('has what it did even where that was poisoned on purpose', () => {
    const world = new World();
    world.start('r', ['k1']);
    const [operation] = world.operations;
    if (operation === undefined) throw new Error('nothing was asked');
    expect(judge(operation, world.events, ['runbatch-r.1'])).toMatchObject({ holds: true });
  });
});

describe('a revision that an answer promised', () => {
  const promised = (revision: number, stream = 'hold-all') =>
    judge(asked([attempt('ok', { promises: { stream, revision } })]), holds('x', 'x', 'x'));

  it('is in the log', () => {
    expect(promised(0)).toMatchObject({ holds: true });
    expect(promised(2)).toMatchObject({ holds: true });
    expect(promised(3)).toMatchObject({
      violations: 1,
      counterExample: `${described} was promised revision 3 of hold-all, which has 3 events`,
    });
    expect(promised(0, 'hold-other').counterExample).toMatch(/revision 0 of hold-other, which has 0 events$/);
  });
});

describe('what a command caused', () => {
  it('is not what a worker did about it, nor what other commands did', () => {
    const world = new World();
    const granted = { contactId: 'k1', channel: 'email', state: 'granted', origin: 'shop' } as const;
    world.append('contact-k1', { type: 'ConsentChanged', data: granted }, { operation: 'other' });
    const [own] = holds('x');
    if (own === undefined) throw new Error('nothing was held');
    const of = (source: 'worker' | 'planner' | 'cli') => ({ ...own, metadata: { ...own.metadata, source } });
    expect(judge(asked([yes]), [of('worker')]).holds).toBe(false);
    expect(judge(asked([yes]), [of('planner')]).holds).toBe(false);
    expect(judge(asked([yes]), [of('cli')]).holds).toBe(true);
    expect(judge(asked([yes]), world.events).holds).toBe(false);
  });

  it('counts for contacts by what was said of each, however many there are', () => {
    const world = new World();
    const consent = (contactId: string, cause: string, state: 'granted' | 'withdrawn' = 'granted'): void => {
      const data = { contactId, channel: 'email', state, origin: 'shop' } as const;
      world.append(`contact-${contactId}`, { type: 'ConsentChanged', data }, { operation: 'o1', cause });
    };
    consent('k1', 'a');
    consent('k2', 'b');
    consent('k1', 'c', 'withdrawn');
    expect(judge(asked([yes]), world.events)).toMatchObject({ holds: true });
    consent('k2', 'b/2');
    expect(judge(asked([yes]), world.events)).toMatchObject({ holds: true });
    consent('k2', 'd');
    expect(judge(asked([yes]), world.events).counterExample).toMatch(/may have happened once and happened 2 times/);
  });

  it('counts for a mail by the answers that were recorded of it, matched or not', () => {
    const mail = asked([yes], { trace: { by: 'reply', replyId: 'y1' }, route: 'SMTP' });
    const world = new World();
    const data = { threadId: 'quarantine.y1', replyId: 'y1', receivedAt: world.instant, match: null };
    world.thread('quarantine.y1', { type: 'ReceiveReply', data });
    expect(judge(mail, world.events)).toMatchObject({ holds: true });
    expect(judge(asked([yes], { trace: { by: 'reply', replyId: 'y2' } }), world.events).holds).toBe(false);
    const again = { type: 'ReplyQuarantined', data: { ...data, threadId: 'quarantine.x' } } as const;
    const cause = world.events[0]?.metadata.$causationId ?? '';
    world.append('thread-quarantine.x', again, { operation: 'inbound', cause });
    expect(judge(mail, world.events).counterExample).toMatch(/may have happened once and happened 2 times/);
    world.start('r', ['k1']);
    world.claim('r', 0);
    const match = {
      method: 'token',
      confidence: 'sure',
      communicationId: 'r.1.0',
      runId: 'r',
      campaignId: 'c1',
      contactId: 'k1',
    } as const;
    world.thread('r.1.0', {
      type: 'ReceiveReply',
      data: { threadId: 'r.1.0', replyId: 'y2', receivedAt: world.instant, match },
    });
    expect(judge(asked([yes], { trace: { by: 'reply', replyId: 'y2' } }), world.events)).toMatchObject({ holds: true });
  });
});
