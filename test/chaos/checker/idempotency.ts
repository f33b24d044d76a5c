import type { Attempt, Operation } from './history.js';
import { type Check, findings, toldMoment } from './verdict.js';

/**
 * I11. Under one Idempotency-Key a client gets one answer, however often it asks, and another body under the same key
 * is refused.
 */
export const oneAnswerPerKey: Check = ({ operations }) => {
  const found = findings('I11', 'keys', 'answers', 'repeated answers', 'other bodies refused');
  for (const [key, uses] of byKey(operations)) {
    found.count('keys');
    const asked = uses.flatMap(({ bodyHash, attempts }) => attempts.map((attempt) => ({ bodyHash, attempt })));
    const answers = asked.filter(({ attempt }) => attempt.result === 'ok');
    found.count('answers', answers.length);
    found.count('repeated answers', Math.max(0, answers.length - 1));
    const reused = asked.filter(({ attempt }) => attempt.problem === 'idempotency-key-reused');
    found.count('other bodies refused', reused.length);

    const [first] = answers;
    const otherBody = answers.find(({ bodyHash }) => bodyHash !== first?.bodyHash);
    const otherAnswer = answers.find(({ attempt }) => attempt.answerHash !== first?.attempt.answerHash);
    if (first !== undefined && otherBody !== undefined) {
      found.violation(`key ${key} was accepted with two bodies`, line(first.attempt), line(otherBody.attempt));
    } else if (first !== undefined && otherAnswer !== undefined) {
      found.violation(`key ${key} was answered in two ways`, line(first.attempt), line(otherAnswer.attempt));
    }
    const bodies = new Set(asked.map(({ bodyHash }) => bodyHash));
    if (reused[0] !== undefined && bodies.size === 1) {
      found.violation(
        `key ${key} was refused as used with another body, and there was only one`,
        line(reused[0].attempt),
      );
    }
  }
  return found.verdict();
};

/** A key holds for one route of one owner of API keys; the harness never gives the same one to two of them. */
const byKey = (operations: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> => {
  const uses = new Map<string, Operation[]>();
  for (const operation of operations) {
    const { idempotencyKey, route } = operation;
    if (idempotencyKey === null) continue;
    const key = `${idempotencyKey} at ${route}`;
    uses.set(key, [...(uses.get(key) ?? []), operation]);
  }
  return uses;
};

const line = ({ invokedAt, status, problem, answerHash }: Attempt): string =>
  `${toldMoment(invokedAt)} asked, answered ${status ?? 'nothing'} ${problem ?? answerHash ?? ''}`.trimEnd();
