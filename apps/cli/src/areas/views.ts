import { answered, answeredWith, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type Area, command } from '../command.js';
import { flag, must, oneOf, text } from '../given.js';
import { outline } from '../output/outline.js';
import { column, table } from '../output/table.js';

const pages = [
  'runs',
  'communications',
  'replies',
  'drafts',
  'contacts',
  'campaigns',
  'goals',
  'segments',
  'senders',
  'schedules',
] as const satisfies readonly Schemas['NewViewBody']['page'][];

const page = must(oneOf('The list it is of', pages, 'list'));
const id = must(text('Id of the view'));
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';
const contentOptions = {
  name: must(text('What it is called', 'name')),
  search: must(text('What stands behind the question mark of the console’s address', 'query')),
  shared: flag('Others see it too'),
};

type View = Schemas['SavedView'];

const columns = [
  column<View>('id', (view) => view.id),
  column<View>('chosen', (view) =>
    [view.pinned ? 'pinned' : '', view.isDefault ? 'default' : ''].filter(Boolean).join(', '),
  ),
  column<View>('owner', (view) => (view.mine ? (view.shared ? 'you, shared' : 'you') : view.owner)),
  column<View>('name', (view) => view.name, { elastic: true }),
  column<View>('search', (view) => view.search, { elastic: true }),
];

export const views: Area = {
  noun: 'views',
  summary: 'How you look at the lists of the console',
  commands: [
    command({
      name: 'list',
      summary: 'List your views of a list, and those that are shared',
      example: 'sortie views list runs',
      parameters: { page },
      run: async ({ api, terminal }, { page }) => {
        const body = await answered(api.GET('/v1/views', { params: { query: { page } } }));
        return { json: body, text: body.items.length === 0 ? '' : table(body.items, columns, terminal.columns) };
      },
    }),
    command({
      name: 'add',
      summary: 'Save a view of a list',
      example: 'sortie views add runs --name "Failed lately" --search "status=failed&sort=ended" --shared',
      parameters: { page },
      options: contentOptions,
      run: async ({ api }, { page, ...content }) => {
        const body = await answered(api.POST('/v1/views', { body: { page, ...content } }));
        return { json: body, text: `Saved ${body.id}.\n` };
      },
    }),
    command({
      name: 'show',
      summary: 'Show a view of yours, or one that somebody shares',
      example: `sortie views show ${exampleId}`,
      parameters: { id },
      run: async ({ api }, { id }) => {
        const body = await answered(api.GET('/v1/views/{id}', { params: { path: { id } } }));
        return { json: body, text: outline(body) };
      },
    }),
    command({
      name: 'change',
      summary: 'Change a view of yours, for everybody who sees it',
      example: `sortie views change ${exampleId} --name "Failed" --search "status=failed"`,
      parameters: { id },
      options: contentOptions,
      run: async ({ api }, { id, ...content }) => {
        const path = { id };
        const { headers } = await answeredWith(api.GET('/v1/views/{id}', { params: { path } }));
        const header = { 'If-Match': headers.get('etag') ?? '*' };
        const body = await answered(api.PUT('/v1/views/{id}', { body: content, params: { path, header } }));
        return { json: body, text: `Changed ${id}.\n` };
      },
    }),
    command({
      name: 'choose',
      summary: 'Pin a view or make it what its list opens with, for you alone; without options neither',
      example: `sortie views choose ${exampleId} --pinned --default`,
      parameters: { id },
      options: { pinned: flag('Shown first'), default: flag('The list opens with it') },
      run: async ({ api }, { id, pinned, default: isDefault }) => {
        const call = api.PUT('/v1/views/{id}/choice', { body: { pinned, isDefault }, params: { path: { id } } });
        const body = await answered(call);
        return { json: body, text: `Chosen: ${body.name}.\n` };
      },
    }),
    command({
      name: 'delete',
      summary: 'Delete a view of yours, or as an admin one that somebody has shared',
      example: `sortie views delete ${exampleId}`,
      parameters: { id },
      run: async ({ api }, { id }) => {
        await answered(api.DELETE('/v1/views/{id}', { params: { path: { id } } }));
        return { json: present({ deleted: id }), text: `Deleted ${id}.\n` };
      },
    }),
  ],
};
