import type { Area } from '../command.js';
import { definitionCommands, usedByCommand } from './definitions.js';

export const goals: Area = {
  noun: 'goals',
  summary: 'What campaigns are for',
  commands: [
    ...definitionCommands({
      kind: 'goals',
      one: 'goal',
      example: 'sortie goals define --set name="Win back" --set statement="Have lapsed customers order again"',
      change: '--set windowHours=72',
    }),
    usedByCommand('goals', 'goal'),
  ],
};
