import { assertNever } from '../kernel/decider.js';
import { type Fault, fault } from '../kernel/fault.js';
import { lineFaults, type TextFaultCode, textFaults } from '../kernel/text.js';
import { replyClasses } from '../thread/messages.js';
import type { GoalDefinition, Measure } from './messages.js';

export type GoalFaultCode = TextFaultCode | 'out-of-range' | 'unknown-class' | 'ambiguous-target';

/** Ten years: longer windows are a slip of the pen. */
const longestWindowHours = 10 * 366 * 24;

/** Everything that is wrong with a goal of the right shape. */
export const faultsOfGoal = (goal: GoalDefinition): readonly Fault<GoalFaultCode>[] => [
  ...lineFaults('/name', goal.name, 200),
  ...(goal.statement.trim() === '' ? [fault('/statement', 'required', 'must not be empty')] : []),
  ...textFaults('/statement', goal.statement, 10_000),
  ...(goal.measure === undefined ? [] : measureFaults(goal.measure)),
  ...(goal.target === undefined ? [] : targetFaults(goal.target)),
  ...(goal.windowHours === undefined || (goal.windowHours > 0 && goal.windowHours <= longestWindowHours)
    ? []
    : [fault('/windowHours', 'out-of-range', `must be more than 0 and at most ${longestWindowHours}`)]),
];

const measureFaults = (measure: Measure): readonly Fault<GoalFaultCode>[] => {
  switch (measure.kind) {
    case 'accepted':
      return [];
    case 'reply':
      return replyClasses.includes(measure.class)
        ? []
        : [fault('/measure/class', 'unknown-class', `must be one of ${replyClasses.join(', ')}`)];
    case 'contact-event':
      return lineFaults('/measure/type', measure.type, 100);
    default:
      return assertNever(measure);
  }
};

const targetFaults = (target: NonNullable<GoalDefinition['target']>): readonly Fault<GoalFaultCode>[] => {
  if ('count' in target && 'share' in target) {
    return [fault('/target', 'ambiguous-target', 'must have either a count or a share')];
  }
  if ('count' in target) {
    return Number.isSafeInteger(target.count) && target.count >= 1
      ? []
      : [fault('/target/count', 'out-of-range', 'must be a whole number from 1 on')];
  }
  return target.share > 0 && target.share <= 1
    ? []
    : [fault('/target/share', 'out-of-range', 'must be more than 0 and at most 1')];
};
