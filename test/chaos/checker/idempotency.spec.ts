import type { Attempt, Operation } from './history.js';
import { oneAnswerPerKey } from './idempotency.js';
import { readLog } from './log.js';
import { quietHistory } from './testing/quiet-history.js';

const at = Date.parse('2026-11-22T09:00:00.000Z');
const ok = (answerHash: string): Attempt => ({ invokedAt: at, endedAt: at + 1, result: 'ok', status: 202, answerHash });
const reused: Attempt = {
  invokedAt: at,
  endedAt: at + 1,
  result: 'fail',
  status: 422,
  problem: 'idempotency-key-reused',
};
const silent: Attempt = { invokedAt: at, endedAt: null, result: 'info', status: null };

const asked = (idempotencyKey: string | null, bodyHash: string, ...attempts: readonly Attempt[]): Operation => ({
  id: 'o1',
  client: 'c1',
  name: 'start-run',
  route: 'POST /v1/runs',
  idempotencyKey,
  bodyHash,
  changes: 'always',
  trace: { by: 'correlation' },
  attempts,
});
const judge = (...operations: readonly Operation[]) => {
  const history = quietHistory({ operations });
  return oneAnswerPerKey(history, readLog(history));
};

describe('a key', () => {
  it('has one answer however often it is asked, also when some answers never came', () => {
    expect(judge(asked('k', 'b', silent, ok('a'), ok('a')), asked('k', 'b', ok('a')))).toMatchObject({
      holds: true,
      counts: { keys: 1, answers: 3, 'repeated answers': 2, 'other bodies refused': 0 },
    });
    expect(judge(asked('k', 'b', silent))).toMatchObject({
      holds: true,
      counts: { keys: 1, answers: 0, 'repeated answers': 0 },
    });
  });

  it('is one for each route, and none where none was sent', () => {
    const elsewhere = { ...asked('k', 'other', ok('other')), route: 'POST /v1/goals' };
    expect(judge(asked('k', 'b', ok('a')), elsewhere)).toMatchObject({ holds: true, counts: { keys: 2 } });
    expect(judge(asked(null, 'b', ok('a')), asked(null, 'c', ok('d')))).toMatchObject({
      holds: true,
      counts: { keys: 0, answers: 0 },
    });
  });

  it('must not be answered in two ways', () => {
    expect(judge(asked('k', 'b', ok('a'), ok('z')))).toMatchObject({
      violations: 1,
      counterExample: [
        'key k at POST /v1/runs was answered in two ways',
        '2026-11-22T09:00:00.000Z asked, answered 202 a',
        '2026-11-22T09:00:00.000Z asked, answered 202 z',
      ].join('\n'),
    });
  });

  it('must not be accepted with two bodies, whatever the answers', () => {
    for (const answer of ['a', 'z']) {
      expect(judge(asked('k', 'b', ok('a')), asked('k', 'c', ok(answer)))).toMatchObject({
        violations: 1,
        counterExample: [
          'key k at POST /v1/runs was accepted with two bodies',
          '2026-11-22T09:00:00.000Z asked, answered 202 a',
          `2026-11-22T09:00:00.000Z asked, answered 202 ${answer}`,
        ].join('\n'),
      });
    }
  });

  it('is refused under another body, whether that was accepted or not', () => {
    expect(judge(asked('k', 'b', ok('a')), asked('k', 'c', reused))).toMatchObject({
      holds: true,
      counts: { answers: 1, 'repeated answers': 0, 'other bodies refused': 1 },
    });
    expect(judge(asked('k', 'b', silent), asked('k', 'c', reused))).toMatchObject({ holds: true });
  });

  it('must not be refused so where there is one body only', () => {
    expect(judge(asked('k', 'b', silent, reused))).toMatchObject({
      violations: 1,
      counterExample: [
        'key k at POST /v1/runs was refused as used with another body, and there was only one',
        '2026-11-22T09:00:00.000Z asked, answered 422 idempotency-key-reused',
      ].join('\n'),
    });
  });

  it('may be refused for other reasons', () => {
    const conflict: Attempt = { ...reused, status: 409, problem: 'run-archived' };
    expect(judge(asked('k', 'b', conflict, ok('a')))).toMatchObject({
      holds: true,
      counts: { answers: 1, 'other bodies refused': 0 },
    });
  });
});

test('an attempt is told with what was heard of it', () => {
  const unknown: Attempt = { ...silent, result: 'ok', status: null };
  expect(judge(asked('k', 'b', ok('a'), unknown)).counterExample).toMatch(/asked, answered nothing$/);
});
