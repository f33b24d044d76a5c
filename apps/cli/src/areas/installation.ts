import { answered, type Schemas } from '#client/client.js';
import { command } from '../command.js';
import { column, table } from '../output/table.js';
import { count, moment } from '../output/times.js';

type Worker = Schemas['WorkerList']['items'][number];
type Setting = Schemas['Configuration']['items'][number];

const workerColumns = [
  column<Worker>('worker', ({ name }) => name),
  column<Worker>('since', ({ startedAt }) => moment(startedAt)),
  column<Worker>('seen', ({ seenAt }) => moment(seenAt)),
  column<Worker>('waiting', ({ queue }) => (queue === null ? null : count(queue.waiting)), { align: 'right' }),
  column<Worker>('at work', ({ queue }) => (queue === null ? null : count(queue.active)), { align: 'right' }),
  column<Worker>('in flight at most', ({ windows }) =>
    Object.entries(windows)
      .map(([channel, most]) => `${channel} ${most}`)
      .join(', '),
  ),
  column<Worker>('trouble', ({ queueTrouble }) => queueTrouble, { elastic: true }),
];

export const workers = command({
  name: 'workers',
  summary: 'List the worker processes that live',
  details: 'Exit code 1 when there is none: nothing is sent then.',
  example: 'sortie workers',
  run: async ({ api, terminal }) => {
    const body = await answered(api.GET('/v1/workers'));
    const none = body.items.length === 0;
    return {
      json: body,
      text: table(body.items, workerColumns, terminal.columns),
      ...(none ? { hint: 'No worker lives: `npm start` runs one.' } : {}),
      ok: !none,
    };
  },
});

const settingColumns = [
  column<Setting>('setting', ({ variable }) => variable),
  column<Setting>('value', ({ value }) => value, { elastic: true }),
  column<Setting>('meaning', ({ meaning }) => meaning, { elastic: true }),
];

export const configuration = command({
  name: 'configuration',
  summary: 'Show the settings that the API runs with; secrets are left out',
  example: 'sortie configuration',
  run: async ({ api, terminal }) => {
    const body = await answered(api.GET('/v1/configuration'));
    return { json: body, text: table(body.items, settingColumns, terminal.columns) };
  },
});
