import { present } from '../api.js';
import { type Answer, type CliCommand, command, type Work } from '../command.js';
import { Refused, WrongUsage } from '../failures.js';
import { must, oneOf, text, whole } from '../given.js';
import { fileOption, readObject, reasonOption, setOption, withMembers } from '../input.js';
import { differencesText } from '../output/differences.js';
import { outline } from '../output/outline.js';
import { listed, pageOptions } from '../output/page.js';
import { type Cell, column, fields, table, titled } from '../output/table.js';
import { moment } from '../output/times.js';
import * as calls from './definition-calls.js';
import type { Kind } from './definition-calls.js';

/** What the commands of one kind of definition say of it. */
export interface DefinitionWords {
  readonly kind: Kind;
  /** The singular. */
  readonly one: string;
  /** A call of `define` that works. */
  readonly example: string;
  /** Members to `--set` in the example of `revise`. */
  readonly change: string;
}

const statuses = ['draft', 'active', 'paused', 'archived'] as const;
const summaryOption = text('What changed, for the version history');
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';

/** The commands that all kinds of definitions have. */
export const definitionCommands = ({ kind, one, example, change }: DefinitionWords): readonly CliCommand[] => {
  const id = must(text(`Id of the ${one}`));
  return [
    command({
      name: 'define',
      summary: `Define a ${one}: its version 1`,
      example,
      options: { file: fileOption, set: setOption, summary: summaryOption, reason: reasonOption },
      run: async (work, { file, set = [], ...rest }) => {
        if (file === undefined && set.length === 0) throw new WrongUsage('say what to define: --file or --set');
        const read = file === undefined ? {} : await readObject(work, file);
        const made = await calls.define(work.api, kind, { ...withMembers(read, set), ...present(rest) });
        return shown(work, kind, made.id, `Defined ${one}`);
      },
    }),
    command({
      name: 'revise',
      summary: `Publish a new version of a ${one}`,
      details:
        'With --file the file is the whole new definition; with --set alone, members of the present one change. ' +
        'Runs keep the version they pinned.',
      example: `sortie ${kind} revise ${exampleId} ${change} --summary "Friendlier"`,
      parameters: { id },
      options: {
        file: fileOption,
        set: setOption,
        summary: summaryOption,
        reason: reasonOption,
        basedOn: whole('Refuse unless this is still the newest version', 'version'),
      },
      run: async (work, { id, file, set = [], basedOn, ...rest }) => {
        if (file === undefined && set.length === 0) throw new WrongUsage('say what to change: --file or --set');
        const { body, etag } = await calls.get(work.api, kind, id);
        if (basedOn !== undefined && basedOn !== body.version)
          throw new Refused(`It has changed since: the newest version is ${body.version}, not ${basedOn}.`);
        const base = file === undefined ? editable(body.definition) : await readObject(work, file);
        await calls.revise(work.api, kind, id, etag, { ...withMembers(base, set), ...present(rest) });
        return shown(work, kind, id, `Published ${one}`);
      },
    }),
    command({
      name: 'archive',
      summary: `Archive a ${one} for good: nothing new can use it`,
      example: `sortie ${kind} archive ${exampleId} --reason "replaced"`,
      parameters: { id },
      options: { reason: reasonOption },
      run: async (work, { id, ...rest }) => {
        await calls.archive(work.api, kind, id, present(rest));
        return shown(work, kind, id, `Archived ${one}`);
      },
    }),
    command({
      name: 'list',
      summary: `List ${kind} by name`,
      example: `sortie ${kind} list --status active --name "Win"`,
      options: {
        status: oneOf('Only those in this status', statuses, 'status'),
        name: text('Only names that begin so, whatever the case'),
        direction: oneOf('Order of the names', ['asc', 'desc'] as const, 'way'),
        ...pageOptions,
      },
      run: (work, { status, name, direction, ...page }) =>
        listed(work, page, kind, columns, (at) =>
          calls.list(work.api, kind, { ...present({ status, name, direction }), ...at }),
        ),
    }),
    command({
      name: 'show',
      summary: `Show a ${one} as it is now, or one version of it`,
      example: `sortie ${kind} show ${exampleId} --version 2`,
      parameters: { id },
      options: { version: whole('The version as it was published', 'version') },
      run: async ({ api }, { id, version }) => {
        if (version === undefined) {
          const { body } = await calls.get(api, kind, id);
          return { json: body, text: publishedText(body, body) };
        }
        const body = await calls.version(api, kind, id, version);
        return { json: body, text: publishedText(body, null) };
      },
    }),
    command({
      name: 'versions',
      summary: `List the versions of a ${one}, the newest first`,
      example: `sortie ${kind} versions ${exampleId}`,
      parameters: { id },
      run: async ({ api, terminal }, { id }) => {
        const body = await calls.versions(api, kind, id);
        return { json: body, text: table(body.items, versionColumns, terminal.columns) };
      },
    }),
    command({
      name: 'diff',
      summary: `Show what changed between two versions of a ${one}`,
      example: `sortie ${kind} diff ${exampleId} 1 2`,
      parameters: {
        id,
        before: must(whole('Version to compare from')),
        after: must(whole('Version to compare with')),
      },
      run: async ({ api }, { id, before, after }) => {
        const body = await calls.diff(api, kind, id, before, after);
        const { differences } = body;
        return differences.length === 0
          ? { json: body, text: '', hint: 'The two versions are equal.' }
          : { json: body, text: differencesText(differences) };
      },
    }),
  ];
};

/** For the kinds that campaigns refer to. */
export const usedByCommand = (kind: Exclude<Kind, 'campaigns'>, one: string): CliCommand =>
  command({
    name: 'used-by',
    summary: `Show which campaigns and runs use a ${one}`,
    example: `sortie ${kind} used-by ${exampleId}`,
    parameters: { id: must(text(`Id of the ${one}`)) },
    run: async ({ api, terminal }, { id }) => {
      const body = await calls.usedBy(api, kind, id);
      const more = (there: boolean) => (there ? '(and more)\n' : '');
      const campaigns = table(
        body.campaigns,
        [
          column('campaign', (row) => row.id),
          column('version', (row) => row.version, { align: 'right' }),
          column('status', (row) => row.status),
          column('name', (row) => row.name, { elastic: true }),
        ],
        terminal.columns,
      );
      const runs = table(
        body.runs,
        [
          column('run', (row) => row.id),
          column('used version', (row) => row.version, { align: 'right' }),
          column('status', (row) => row.status),
          column('created', (row) => moment(row.createdAt)),
        ],
        terminal.columns,
      );
      const parts = [
        ...(body.campaigns.length > 0 ? [campaigns + more(body.moreCampaigns)] : []),
        ...(body.runs.length > 0 ? [runs + more(body.moreRuns)] : []),
      ];
      return parts.length === 0
        ? { json: body, text: '', hint: 'Nothing uses it.' }
        : { json: body, text: parts.join('\n') };
    },
  });

/** A definition after a command, told in one line. */
export const shown = async ({ api }: Work, kind: Kind, id: string, did: string): Promise<Answer> => {
  const { body } = await calls.get(api, kind, id);
  return { json: body, text: `${did} ${id}: version ${body.version}, ${body.status}\n` };
};

/** What the API takes back: attribution is its own constant. */
const editable = ({ attribution: _attribution, ...definition }: object & { attribution?: unknown }) => ({
  ...definition,
});

type Head = Awaited<ReturnType<typeof calls.list>>['items'][number];

const columns = [
  column<Head>('id', ({ id }) => id),
  column<Head>('version', ({ version }) => version, { align: 'right' }),
  column<Head>('status', ({ status }) => status),
  column<Head>('updated', ({ updatedAt }) => moment(updatedAt)),
  column<Head>('by', ({ updatedBy }) => updatedBy, { elastic: true }),
  column<Head>('name', ({ name }) => name, { elastic: true }),
];

type Version = Awaited<ReturnType<typeof calls.versions>>['items'][number];

const versionColumns = [
  column<Version>('version', ({ version }) => version, { align: 'right' }),
  column<Version>('published', ({ publishedAt }) => moment(publishedAt)),
  column<Version>('by', ({ publishedBy }) => publishedBy),
  column<Version>('hash', ({ hash }) => hash.slice(0, 12)),
  column<Version>('summary', ({ summary }) => summary, { elastic: true }),
  column<Version>('reason', ({ reason }) => reason, { elastic: true }),
];

interface Published {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly summary: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly reason: string | null;
  readonly definition: object;
}

interface Standing {
  readonly status: string;
  readonly definedAt: string;
  readonly definedBy: string;
  readonly allowedActions: readonly { readonly action: string; readonly allowed: boolean }[];
  /** Senders only. */
  readonly verified?: boolean;
}

const publishedText = (version: Published, standing: Standing | null): string =>
  fields([
    ['id', version.id],
    ['version', version.version],
    ...standingFields(standing),
    ['published', `${moment(version.publishedAt)} by ${version.publishedBy}`],
    ['summary', version.summary],
    ['reason', version.reason],
    ['hash', version.hash],
  ]) + titled('Definition', outline(version.definition));

const standingFields = (standing: Standing | null): readonly (readonly [string, Cell])[] =>
  standing === null
    ? []
    : [
        ['status', standing.status],
        ...(standing.verified === undefined ? [] : [['verified', standing.verified] as const]),
        ['defined', `${moment(standing.definedAt)} by ${standing.definedBy}`],
        ['allowed now', allowedText(standing.allowedActions)],
      ];

const allowedText = (actions: Standing['allowedActions']): string =>
  actions
    .filter(({ allowed }) => allowed)
    .map(({ action }) => action)
    .join(', ');
