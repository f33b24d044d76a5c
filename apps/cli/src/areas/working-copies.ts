import { answered, answeredWith } from '#client/client.js';
import { present } from '../api.js';
import { type CliCommand, command } from '../command.js';
import { must, text, whole } from '../given.js';
import { fileOption, readObject } from '../input.js';
import { outline } from '../output/outline.js';
import { column, table } from '../output/table.js';
import { moment } from '../output/times.js';

const id = must(text('Id of the campaign'));
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';

/** What you write of a campaign before you publish it: the console's editor keeps it, too. */
export const workingCopyCommands: readonly CliCommand[] = [
  command({
    name: 'working-copy',
    summary: 'Show what you have changed of a campaign and not published, and who else has',
    example: `sortie campaigns working-copy ${exampleId}`,
    parameters: { id },
    run: async ({ api, terminal }, { id }) => {
      const body = await answered(api.GET('/v1/campaigns/{id}/working-copy', { params: { path: { id } } }));
      const { mine, others } = body;
      const columns = [
        column<(typeof others)[number]>('owner', ({ owner }) => owner, { elastic: true }),
        column<(typeof others)[number]>('on version', ({ base }) => base, { align: 'right' }),
        column<(typeof others)[number]>('saved', ({ savedAt }) => moment(savedAt)),
      ];
      const parts = [
        ...(mine === null ? [] : [outline({ ...mine.definition })]),
        ...(others.length === 0 ? [] : [table(others, columns, terminal.columns)]),
      ];
      const hint =
        mine === null ? 'You have no changes that are not published.' : `Yours began on version ${mine.base}.`;
      return { json: body, text: parts.join('\n'), hint };
    },
  }),
  command({
    name: 'keep-working-copy',
    summary: 'Keep a definition without publishing it, for you alone',
    example: `sortie campaigns keep-working-copy ${exampleId} --file campaign.json --base 3`,
    parameters: { id },
    options: { file: must(fileOption), base: must(whole('The version that the changes began on', 'version')) },
    run: async (work, { id, file, base }) => {
      const definition = await readObject(work, file);
      const path = { id };
      const { headers } = await answeredWith(work.api.GET('/v1/campaigns/{id}/working-copy', { params: { path } }));
      const header = { 'If-Match': headers.get('etag') ?? '' };
      const call = work.api.PUT('/v1/campaigns/{id}/working-copy', {
        params: { path, header },
        body: { base, definition: definition as Record<string, never> },
      });
      return { json: await answered(call), text: `Kept your copy of ${id}.\n` };
    },
  }),
  command({
    name: 'discard-working-copy',
    summary: 'Let go what you have not published of a campaign',
    example: `sortie campaigns discard-working-copy ${exampleId}`,
    parameters: { id },
    run: async ({ api }, { id }) => {
      await answered(api.DELETE('/v1/campaigns/{id}/working-copy', { params: { path: { id } } }));
      return { json: present({ discarded: id }), text: `Discarded your copy of ${id}.\n` };
    },
  }),
];
