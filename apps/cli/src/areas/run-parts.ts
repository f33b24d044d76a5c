import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type CliCommand, command } from '../command.js';
import { anyOf, must, oneOf, text, texts, whole } from '../given.js';
import { differencesText } from '../output/differences.js';
import { outline } from '../output/outline.js';
import { listed, pageOptions } from '../output/page.js';
import { column, fields, table, titled } from '../output/table.js';
import { count, moment } from '../output/times.js';
import { variablesText } from './campaigns.js';
import { communicationColumns, communicationStatuses } from './communication-table.js';
import { replyColumns } from './reply-table.js';
import { attainmentText } from './run-text.js';

const id = must(text('Id of the run'));
const at = text('As it was at a number of its history, or at a time', 'n|time');
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';

type HistoryItem = Schemas['History']['items'][number];

const historyColumns = [
  column<HistoryItem>('number', (row) => row.number, { align: 'right' }),
  column<HistoryItem>('when', (row) => moment(row.occurredAt)),
  column<HistoryItem>('event', (row) => row.type),
  column<HistoryItem>('by', (row) => row.actor, { elastic: true }),
  column<HistoryItem>('reason', (row) => row.reason, { elastic: true }),
  column<HistoryItem>('about', (row) => aboutOf(row), { elastic: true }),
];

/** What tells events of one type apart. */
const aboutOf = (item: HistoryItem): string => {
  const data: Readonly<Record<string, unknown>> = item.data;
  const { communicationId, batch, startAt, outcome, reason, report } = data;
  const kind = typeof outcome === 'object' && outcome !== null && 'kind' in outcome ? outcome.kind : outcome;
  return [communicationId, typeof batch === 'number' ? `batch ${batch}` : undefined, startAt, kind, reason, report]
    .filter((part) => part !== undefined && part !== null)
    .map(String)
    .join(' ');
};

/** What belongs to one run. */
export const partCommands: readonly CliCommand[] = [
  command({
    name: 'communications',
    summary: 'List the communications of a run in the order of its audience',
    example: `sortie runs communications ${exampleId} --status refused,unknown`,
    parameters: { id },
    options: {
      at,
      status: anyOf('Any of these', communicationStatuses, 'statuses'),
      contact: text('To this contact, by the id your services know them by', 'id'),
      address: text('To this address, now or once', 'address'),
      messageId: text('With this Message-ID', 'id'),
      direction: oneOf('asc when left out', ['asc', 'desc'] as const, 'way'),
      ...pageOptions,
    },
    run: (work, { id, limit, after, all, ...rest }) =>
      listed(work, { limit, after, all }, 'communications', communicationColumns, (page) =>
        answered(
          work.api.GET('/v1/runs/{id}/communications', {
            params: { path: { id }, query: { ...present(rest), ...page } },
          }),
        ),
      ),
  }),
  command({
    name: 'replies',
    summary: 'List the replies to a run',
    example: `sortie runs replies ${exampleId}`,
    parameters: { id },
    options: { at, ...pageOptions },
    run: (work, { id, at, ...page }) =>
      listed(work, page, 'replies', replyColumns, (rest) =>
        answered(
          work.api.GET('/v1/runs/{id}/replies', { params: { path: { id }, query: { ...present({ at }), ...rest } } }),
        ),
      ),
  }),
  command({
    name: 'instructions',
    summary: 'Show what the messages of a run were made of, and how that differs from the campaign as it is now',
    example: `sortie runs instructions ${exampleId} --communication ${exampleId}.1.0`,
    parameters: { id },
    options: { communication: text('Also the variables this communication was written with', 'id') },
    run: async ({ api }, { id, ...rest }) => {
      const params = { path: { id }, query: present(rest) };
      const body = await answered(api.GET('/v1/runs/{id}/instructions', { params }));
      return { json: body, text: instructionsText(body) };
    },
  }),
  command({
    name: 'versions',
    summary: 'Show the revisions of a run, and the versions of its campaign with the one it pinned',
    example: `sortie runs versions ${exampleId}`,
    parameters: { id },
    options: { at },
    run: async ({ api, terminal }, { id, ...rest }) => {
      const body = await answered(
        api.GET('/v1/runs/{id}/versions', { params: { path: { id }, query: present(rest) } }),
      );
      return { json: body, text: versionsText(body, terminal.columns) };
    },
  }),
  command({
    name: 'history',
    summary: 'List everything that happened in a run, numbered from 1',
    details: 'The numbers stay the same for ever: --at of other commands means them.',
    example: `sortie runs history ${exampleId} --type RunScheduled,RunStarted`,
    parameters: { id },
    options: {
      at: text('No further than this number or time', 'n|time'),
      type: texts('Only these types of events', 'types'),
      after: whole('Entries with greater numbers'),
      before: whole('Entries with smaller numbers, the greatest first'),
      limit: whole('Most entries (500 at most)'),
    },
    run: async ({ api, terminal }, { id, ...rest }) => {
      const body = await answered(api.GET('/v1/runs/{id}/history', { params: { path: { id }, query: present(rest) } }));
      const { items, last, more } = body;
      const edge = items.at(-1)?.number;
      const way = rest.before === undefined ? '--after' : '--before';
      return {
        json: body,
        text: items.length === 0 ? '' : table(items, historyColumns, terminal.columns),
        hint: `${items.length} of ${count(last)} entries.${more && edge !== undefined ? ` More: ${way} ${edge}` : ''}`,
      };
    },
  }),
  command({
    name: 'attainment',
    summary: 'Judge how far a run got towards its goal, by the pinned version of the goal or by another',
    example: `sortie runs attainment ${exampleId} --goal-version 2`,
    parameters: { id },
    options: { goalVersion: whole('Version of the goal to judge by (default: the one that the run pinned)') },
    run: async ({ api }, { id, goalVersion: version }) => {
      const query = present({ version });
      const body = await answered(api.GET('/v1/runs/{id}/attainment', { params: { path: { id }, query } }));
      const by = `${body.goalId} v${body.version}${body.pinned ? ', as pinned' : ', not the one it pinned'}`;
      return {
        json: body,
        text: fields([
          ['Judged by', by],
          ['Attainment', attainmentText(body.attainment)],
        ]),
      };
    },
  }),
  command({
    name: 'skips',
    summary: 'List who got nothing in a run, each with the reason, the rule and its version',
    example: `sortie runs skips ${exampleId}`,
    parameters: { id },
    options: pageOptions,
    run: async (work, { id, ...page }) => {
      const fetch = (query: { limit?: number; after?: string }) =>
        answered(work.api.GET('/v1/runs/{id}/skips', { params: { path: { id }, query } }));
      let counts: Schemas['Skips']['counts'] = [];
      const rows = await listed(work, page, 'skips', skipColumns, async (at) => {
        const skips = await fetch(at);
        ({ counts } = skips);
        return skips;
      });
      const totals = counts.length === 0 ? '' : table(counts, skipCountColumns, work.terminal.columns);
      return { ...rows, text: totals + titled('Who', rows.text) };
    },
  }),
];

type Skip = Schemas['Skips']['items'][number];
type SkipCount = Schemas['Skips']['counts'][number];

const ruleText = (rule: string | null, version: number | null): string | null =>
  rule === null ? null : `${rule}${version === null ? '' : ` v${version}`}`;

const skipColumns = [
  column<Skip>('communication', (row) => row.id),
  column<Skip>('contact', (row) => row.contact.externalId, { elastic: true }),
  column<Skip>('reason', (row) => row.reason ?? row.status),
  column<Skip>('rule', (row) => ruleText(row.rule, row.ruleVersion)),
  column<Skip>('detail', (row) => row.detail ?? row.note, { elastic: true }),
];

const skipCountColumns = [
  column<SkipCount>('recipients', (row) => count(row.count), { align: 'right' }),
  column<SkipCount>('reason', (row) => row.reason),
  column<SkipCount>('rule', (row) => ruleText(row.rule, row.ruleVersion)),
];

const instructionsText = (view: Schemas['RunInstructions']): string => {
  const { campaign, goal, instructions, template, variables, used, now, differences } = view;
  return (
    fields([
      ['campaign', `${campaign.name} v${campaign.version}`],
      ['goal', `v${goal.version}: ${goal.statement ?? '-'}`],
    ]) +
    titled('Instructions', outline(instructions)) +
    titled('Template', outline(template)) +
    titled('Defaults', outline(view.defaults)) +
    titled('Passed with the run', variables === null ? '' : outline(variables)) +
    titled('Variables of the communication', used === null ? '' : variablesText(used.variables)) +
    (differences.length === 0
      ? `\nThe campaign is the same now.\n`
      : titled(`From what the run used to the campaign now, v${now.version}`, differencesText(differences)))
  );
};

const versionsText = ({ revisions, campaign }: Schemas['RunVersions'], screen: number | null): string => {
  const own = table(
    revisions,
    [
      column('revision', (row) => row.revision, { align: 'right' }),
      column('when', (row) => moment(row.at)),
      column('event', (row) => row.type),
      column('by', (row) => row.actor, { elastic: true }),
      column('reason', (row) => row.reason, { elastic: true }),
    ],
    screen,
  );
  const published = table(
    campaign.versions,
    [
      column('version', (row) => `v${row.version}${row.pinned ? ' (this run)' : ''}`),
      column('published', (row) => moment(row.publishedAt)),
      column('by', (row) => row.publishedBy, { elastic: true }),
      column('summary', (row) => row.summary, { elastic: true }),
      column('hash', (row) => row.hash.slice(0, 12)),
    ],
    screen,
  );
  return `The run\n${own}${titled('Its campaign', published)}`;
};
