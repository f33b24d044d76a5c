import { versionedDecider } from '../versioned/decide.js';
import type { Versioned } from '../versioned/state.js';
import type { GoalDefinition } from './messages.js';

export type GoalState = Versioned<GoalDefinition>;

export const goalDecider = versionedDecider<'Goal', GoalDefinition, 'active'>('Goal', 'active');
