import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type Area, command } from '../command.js';
import { must, oneOf, text } from '../given.js';
import { listed, pageOptions } from '../output/page.js';
import { inLines } from '../output/plain-text.js';
import { column, fields, titled } from '../output/table.js';
import { moment } from '../output/times.js';

const places = ['campaign', 'goal', 'execution', 'contact data'] as const satisfies readonly Schemas['LessonPlace'][];
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';

type Row = Schemas['Lesson'];

const columns = [
  column<Row>('when', (row) => moment(row.recordedAt)),
  column<Row>('about', (row) => row.about),
  column<Row>('belongs to', (row) => row.place),
  column<Row>('campaign', (row) => `v${row.campaign.version}`),
  column<Row>('by', (row) => row.recordedBy, { elastic: true }),
  column<Row>('note', (row) => row.note, { elastic: true }),
];

/** What was decided after a look at something that looked wrong. */
export const lessons: Area = {
  noun: 'lessons',
  summary: 'What was learnt, and where it belongs',
  commands: [
    command({
      name: 'record',
      summary: 'Record what was learnt from a run, a message or a reply',
      example: `sortie lessons record --about run:${exampleId} --place campaign --note "the greeting is too stiff"`,
      options: {
        about: must(text('run:<id>, communication:<id> or reply:<id>', 'what')),
        place: must(oneOf('Where it belongs: who wants another outcome changes it there', places, 'place')),
        note: must(text('In your words')),
      },
      run: async ({ api }, body) => {
        const json = await answered(api.POST('/v1/lessons', { body }));
        return { json, text: `Lesson ${json.id} belongs to: ${body.place}.\n` };
      },
    }),
    command({
      name: 'list',
      summary: 'List lessons, the newest first',
      example: `sortie lessons list --campaign ${exampleId}`,
      options: {
        about: text('About this: run:<id>, communication:<id> or reply:<id>', 'what'),
        run: text('About this run, its messages and their replies', 'id'),
        campaign: text('Of this campaign', 'id'),
        goal: text('Of this goal', 'id'),
        sender: text('Of this sender', 'id'),
        place: oneOf('Only those that belong there', places, 'place'),
        ...pageOptions,
      },
      run: (work, { limit, after, all, ...rest }) =>
        listed(work, { limit, after, all }, 'lessons', columns, (page) =>
          answered(work.api.GET('/v1/lessons', { params: { query: { ...present(rest), ...page } } })),
        ),
    }),
    command({
      name: 'show',
      summary: 'Show a lesson with its words',
      example: `sortie lessons show ${exampleId}`,
      parameters: { id: must(text('Id of the lesson')) },
      run: async ({ api }, { id }) => {
        const body = await answered(api.GET('/v1/lessons/{id}', { params: { path: { id } } }));
        return { json: body, text: lessonText(body) };
      },
    }),
  ],
};

const lessonText = ({ note, ...lesson }: Row): string =>
  fields([
    ['lesson', lesson.id],
    ['about', lesson.about],
    ['belongs to', lesson.place],
    ['run', lesson.runId],
    ['campaign', `${lesson.campaign.id} v${lesson.campaign.version}`],
    ['goal', `${lesson.goal.id} v${lesson.goal.version}`],
    ['sender', lesson.sender === null ? null : `${lesson.sender.id} v${lesson.sender.version}`],
    ['recorded', moment(lesson.recordedAt)],
    ['by', lesson.recordedBy],
  ]) + titled('Note', note === null ? 'erased\n' : `${inLines(note).trimEnd()}\n`);
