import type { ComponentType } from 'react';
import type { RunsSearch } from '../runs-search.js';
import { channelWords, typeWords } from '../words.js';
import { CampaignChip, GoalChip } from './definition-chips.js';
import { manyChip, textChip, yesNoChip } from './simple-chips.js';
import { TimeChip } from './time-chip.js';

export interface ChipProps {
  readonly search: RunsSearch;
  onChange(search: RunsSearch): void;
  /** It was just added: it opens. */
  readonly added: boolean;
  onClosed(): void;
}

export interface Filter {
  readonly id: string;
  readonly label: string;
  isSet(search: RunsSearch): boolean;
  readonly Chip: ComponentType<ChipProps>;
}

/** Every filter but the status, which the counters choose. */
export const filters: readonly Filter[] = [
  { id: 'campaign', label: 'Campaign', isSet: ({ campaign }) => campaign !== undefined, Chip: CampaignChip },
  { id: 'type', label: 'Type', isSet: ({ type }) => type !== undefined, Chip: manyChip('Type', 'type', typeWords) },
  {
    id: 'channel',
    label: 'Channel',
    isSet: ({ channel }) => channel !== undefined,
    Chip: manyChip('Channel', 'channel', channelWords),
  },
  {
    id: 'time',
    label: 'Time',
    isSet: ({ within, from, to }) => within !== undefined || from !== undefined || to !== undefined,
    Chip: TimeChip,
  },
  { id: 'goal', label: 'Goal', isSet: ({ goal }) => goal !== undefined, Chip: GoalChip },
  {
    id: 'differs',
    label: 'Campaign changed since',
    isSet: ({ differs }) => differs !== undefined,
    Chip: yesNoChip('Campaign changed since', 'differs'),
  },
  {
    id: 'stalled',
    label: 'Stalled',
    isSet: ({ stalled }) => stalled !== undefined,
    Chip: yesNoChip('Stalled', 'stalled'),
  },
  { id: 'test', label: 'Test runs', isSet: ({ test }) => test !== undefined, Chip: yesNoChip('Test runs', 'test') },
  {
    id: 'trigger',
    label: 'Trigger',
    isSet: ({ trigger }) => trigger !== undefined,
    Chip: textChip('Trigger', {
      read: ({ trigger }) => trigger?.join(', '),
      write: (text) => ({ trigger: text === '' ? undefined : text.split(/\s*,\s*/) }),
      hint: 'Who or what asked: name of a key’s owner, or a schedule',
    }),
  },
  {
    id: 'metadata',
    label: 'Metadata',
    isSet: ({ metadata }) => metadata !== undefined,
    Chip: textChip('Metadata', {
      read: ({ metadata }) => metadata?.join(', '),
      write: (text) => ({ metadata: text === '' ? undefined : text.split(/\s*,\s*/) }),
      hint: 'name:value, several with commas: the run carries all of them',
    }),
  },
  {
    id: 'parent',
    label: 'Came out of run',
    isSet: ({ parent }) => parent !== undefined,
    Chip: textChip('Came out of run', {
      read: ({ parent }) => parent,
      write: (text) => ({ parent: text === '' ? undefined : text }),
      hint: 'Id of a run: its retries and repetitions',
    }),
  },
];

/** Always there. */
export const firstFilters: readonly string[] = ['campaign', 'type', 'channel', 'time', 'goal'];
