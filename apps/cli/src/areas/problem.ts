import { answered } from '#client/client.js';
import { command } from '../command.js';
import { must, text } from '../given.js';
import { fields } from '../output/table.js';

export const problem = command({
  name: 'problem',
  summary: 'Explain a kind of refusal, and what can be done about it',
  example: 'sortie problem stale-version',
  parameters: { kind: must(text('The last part of its type, such as stale-version')) },
  run: async ({ api }, { kind }) => {
    const body = await answered(api.GET('/problems/{kind}', { params: { path: { kind } } }));
    return {
      json: body,
      text: fields([
        ['problem', body.type],
        ['status', body.status],
        ['means', body.title],
        ['help', body.help],
      ]),
    };
  },
});
