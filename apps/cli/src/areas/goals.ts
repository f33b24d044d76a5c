import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type Area, command } from '../command.js';
import { must, text, whole } from '../given.js';
import { column, table } from '../output/table.js';
import { moment } from '../output/times.js';
import { definitionCommands, usedByCommand } from './definitions.js';
import { attainmentText } from './run-text.js';

type Row = Schemas['GoalAttainment']['runs'][number];

const columns = [
  column<Row>('run', (row) => row.runId),
  column<Row>('started', (row) => moment(row.startedAt)),
  column<Row>('status', (row) => row.status),
  column<Row>('judged by', (row) => `v${row.judgedBy}${row.judgedBy === row.pinned ? '' : `, pinned v${row.pinned}`}`),
  column<Row>('attained', (row) => attainmentText(row.attainment)),
  column<Row>('campaign', (row) => row.campaign.name ?? row.campaign.id, { elastic: true }),
];

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
    command({
      name: 'attainment',
      summary: 'Show how far the runs of a goal got, by the versions they pinned or by another',
      example: 'sortie goals attainment 6z0j2v7k1m9q4w8x3c5d0f2h7n --goal-version 2',
      parameters: { id: must(text('Id of the goal')) },
      options: {
        goalVersion: whole('Version of the goal to judge all runs by (default: what each run pinned)'),
        limit: whole('Most runs, the last started first (default: 20)'),
      },
      run: async ({ api, terminal }, { id, goalVersion: version, limit }) => {
        const query = present({ version, limit });
        const body = await answered(api.GET('/v1/goals/{id}/attainment', { params: { path: { id }, query } }));
        const rows = table(body.runs, columns, terminal.columns);
        return {
          json: body,
          text:
            body.runs.length === 0 ? 'No run with this goal has started.\n' : rows + (body.more ? '(and more)\n' : ''),
        };
      },
    }),
  ],
};
