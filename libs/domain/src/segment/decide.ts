import { versionedDecider } from '../versioned/decide.js';
import type { Versioned } from '../versioned/state.js';
import type { SegmentDefinition } from './messages.js';

export type SegmentState = Versioned<SegmentDefinition>;

export const segmentDecider = versionedDecider<'Segment', SegmentDefinition, 'active'>('Segment', 'active');
