import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type Area, command, type Work } from '../command.js';
import { WrongUsage } from '../failures.js';
import { text, whole } from '../given.js';
import { fileOption, readObject } from '../input.js';
import { column, table } from '../output/table.js';
import { count } from '../output/times.js';
import { definitionCommands, usedByCommand } from './definitions.js';

const subject = {
  parameters: { id: text('Id of the segment; leave it out with --file') },
  options: { file: fileOption },
};

/** The audience of a segment, or of a definition that nobody has saved. */
const audienceOf = async (
  work: Work,
  { id, file }: { readonly id: string | undefined; readonly file: string | undefined },
  sample: number,
) => {
  if (id !== undefined && file === undefined)
    return answered(work.api.GET('/v1/segments/{id}/audience', { params: { path: { id }, query: { sample } } }));
  if (id !== undefined || file === undefined) throw new WrongUsage('say which segment: either its id or --file');
  const { filter } = await readObject(work, file);
  const asked = present({ filter: filter as Schemas['SegmentFilter'] | undefined });
  return answered(work.api.POST('/v1/segments/preview', { body: { ...asked, sample } }));
};

export const segments: Area = {
  noun: 'segments',
  summary: 'Who campaigns are for',
  commands: [
    ...definitionCommands({
      kind: 'segments',
      one: 'segment',
      example: `sortie segments define --set name="Lapsed" --set 'filter={"tag":"lapsed"}'`,
      change: `--set 'filter={"all":[{"tag":"lapsed"},{"timeZone":"Europe/Berlin"}]}'`,
    }),
    usedByCommand('segments', 'segment'),
    command({
      name: 'count',
      summary: 'Count who is in a segment right now',
      example: 'sortie segments count 6z0j2v7k1m9q4w8x3c5d0f2h7n',
      ...subject,
      run: async (work, given) => {
        const body = await audienceOf(work, given, 0);
        return { json: { count: body.count }, text: `${count(body.count)}\n` };
      },
    }),
    command({
      name: 'sample',
      summary: 'Show some of those who are in a segment right now',
      example: 'sortie segments sample --file segment.json --size 5',
      parameters: subject.parameters,
      options: { ...subject.options, size: whole('How many contacts to show (10 unless told otherwise, 100 at most)') },
      run: async (work, { size = 10, ...given }) => {
        const body = await audienceOf(work, given, size);
        const columns = [
          column<(typeof body.sample)[number]>('contact', (row) => row.externalId),
          column<(typeof body.sample)[number]>('name', (row) => row.name, { elastic: true }),
          column<(typeof body.sample)[number]>('email', (row) => row.email, { elastic: true }),
          column<(typeof body.sample)[number]>('time zone', (row) => row.timeZone),
          column<(typeof body.sample)[number]>('tags', (row) => row.tags.join(', '), { elastic: true }),
        ];
        return {
          json: body,
          text: body.sample.length === 0 ? '' : table(body.sample, columns, work.terminal.columns),
          hint: `${body.sample.length} of ${count(body.count)} contacts.`,
        };
      },
    }),
  ],
};
