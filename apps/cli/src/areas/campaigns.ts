import { answered, type Schemas } from '#client/client.js';
import { present, untilListed } from '../api.js';
import { type Area, type CliCommand, command, type Work } from '../command.js';
import { flag, must, text, texts } from '../given.js';
import { fileOption, readObject, reasonOption, setOption, withMembers } from '../input.js';
import { outline } from '../output/outline.js';
import { column, fields, table, titled } from '../output/table.js';
import { count } from '../output/times.js';
import * as calls from './definition-calls.js';
import { definitionCommands, shown } from './definitions.js';
import { workingCopyCommands } from './working-copies.js';

const id = must(text('Id of the campaign'));
const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n';

const simple = (name: 'activate' | 'pause', summary: string, did: string): CliCommand =>
  command({
    name,
    summary,
    example: `sortie campaigns ${name} ${exampleId}`,
    parameters: { id },
    options: { reason: reasonOption },
    run: async (work, { id, ...rest }) => {
      const path = `/v1/campaigns/{id}/${name}` as const;
      await answered(work.api.POST(path, { body: present(rest), params: { path: { id }, header: untilListed } }));
      return shown(work, 'campaigns', id, did);
    },
  });

export const campaigns: Area = {
  noun: 'campaigns',
  summary: 'The plans that runs carry out',
  commands: [
    ...definitionCommands({
      kind: 'campaigns',
      one: 'campaign',
      example: 'sortie campaigns define --file examples/campaign.json --set goal=6z0j2v7k1m9q4w8x3c5d0f2h7n',
      change: '--set instructions.sections.opening="Good to see you again"',
    }),
    simple('activate', 'Let a campaign run', 'Activated campaign'),
    simple('pause', 'Let no further run of a campaign start; what runs goes on', 'Paused campaign'),
    command({
      name: 'duplicate',
      summary: 'Define a new campaign like this one; it starts as a draft',
      example: `sortie campaigns duplicate ${exampleId} --name "Win back, spring"`,
      parameters: { id },
      options: { name: text('Name of the copy'), reason: reasonOption },
      run: async (work, { id, ...rest }) => {
        const made = await answered(
          work.api.POST('/v1/campaigns/{id}/duplicate', {
            body: present(rest),
            params: { path: { id }, header: untilListed },
          }),
        );
        return shown(work, 'campaigns', made.id, 'Defined campaign');
      },
    }),
    command({
      name: 'preview',
      summary: 'Show what chosen contacts would get from the newest version; nothing is sent',
      example: `sortie campaigns preview ${exampleId} --contacts ann,bob`,
      parameters: { id },
      options: {
        contacts: must(texts('Contacts by the ids your services know them by, 20 at most', 'ids')),
        variables: flag('Show every variable with its value and where it came from'),
      },
      run: async ({ api }, { id, contacts, variables }) => {
        const body = await answered(
          api.POST('/v1/campaigns/{id}/preview', { body: { contacts }, params: { path: { id } } }),
        );
        const ok = body.messages.every(({ rendered }) => rendered);
        return { json: body, text: body.messages.map((message) => messageText(message, variables)).join('\n'), ok };
      },
    }),
    command({
      name: 'try',
      summary: 'Tell what a definition that is not published would come to; nothing is published or sent',
      details:
        'With --file the file is the whole definition; with --set alone, members of the present one change. ' +
        'Exit code 1 when at least one reason blocks.',
      example: `sortie campaigns try ${exampleId} --set template.subject="Hello {{ contact.name }}" --contacts ann`,
      parameters: { id },
      options: {
        file: fileOption,
        set: setOption,
        contacts: texts('Contacts to write messages for, by the ids your services know them by', 'ids'),
        test: flag('As for a test run: it may be inactive, and its sender unverified'),
      },
      run: async (work, { id, file, set = [], contacts, test }) => {
        const base = file === undefined ? await publishedOf(work, id) : await readObject(work, file);
        const body = { ...withMembers(base, set), contacts, test } as unknown as Schemas['TrialBody'];
        const answer = await answered(work.api.POST('/v1/campaigns/{id}/trial', { body, params: { path: { id } } }));
        const { ready, findings, messages } = answer;
        const found = findings.length === 0 ? '' : table(findings, findingColumns, work.terminal.columns);
        return {
          json: answer,
          text: [found, ...messages.map((message) => messageText(message, false))].filter(Boolean).join('\n'),
          hint: `It ${ready ? 'could run.' : 'could not run now.'}`,
          ok: ready,
        };
      },
    }),
    ...workingCopyCommands,
    command({
      name: 'preflight',
      summary: 'Tell every reason at once why a campaign cannot run now',
      details: 'Exit code 1 when at least one reason blocks. Starting and scheduling refuse with the same list.',
      example: `sortie campaigns preflight ${exampleId}`,
      parameters: { id },
      options: { test: flag('As for a test run: it may be inactive, and its sender unverified') },
      run: async ({ api, terminal }, { id, test }) => {
        const query = { test: test ? 'true' : 'false' } as const;
        const body = await answered(api.GET('/v1/campaigns/{id}/preflight', { params: { path: { id }, query } }));
        const { ready, findings } = body;
        return {
          json: body,
          text: findings.length === 0 ? '' : table(findings, findingColumns, terminal.columns),
          hint: `Version ${body.version} ${ready ? 'can run.' : 'cannot run now.'}`,
          ok: ready,
        };
      },
    }),
    command({
      name: 'missing',
      summary: 'Count for whom a variable has no value',
      details: 'Exit code 1 when something is missing.',
      example: `sortie campaigns missing ${exampleId}`,
      parameters: { id },
      run: async ({ api, terminal }, { id }) => {
        const body = await answered(api.GET('/v1/campaigns/{id}/missing-variables', { params: { path: { id } } }));
        const { missing, failures, checked, recipients } = body;
        const rows = [
          ...missing.map(({ variable, contacts }) => ({ what: `"${variable}" has no value`, contacts })),
          ...failures.map(({ detail, contacts }) => ({ what: detail, contacts })),
        ];
        const columns = [
          column<(typeof rows)[number]>('contacts', (row) => count(row.contacts), { align: 'right' }),
          column<(typeof rows)[number]>('what', (row) => row.what, { elastic: true }),
        ];
        const of = recipients === null ? 'no segment' : `${count(recipients)} recipients`;
        return {
          json: body,
          text: rows.length === 0 ? '' : table(rows, columns, terminal.columns),
          hint: `Version ${body.version}: ${count(checked)} rendered, ${of}${rows.length === 0 ? ', nothing is missing' : ''}.`,
          ok: rows.length === 0,
        };
      },
    }),
  ],
};

const publishedOf = async ({ api }: Work, id: string): Promise<Record<string, unknown>> => ({
  ...(await calls.get(api, 'campaigns', id)).body.definition,
});

type Finding = Schemas['PreflightFinding'];

const findingColumns = [
  column<Finding>('severity', ({ severity }) => severity),
  column<Finding>('code', ({ code }) => code),
  column<Finding>('place', ({ pointer }) => pointer),
  column<Finding>('detail', ({ detail }) => detail, { elastic: true }),
];

type Message = Schemas['MessagePreview'];

const messageText = (message: Message, withVariables: boolean): string => {
  if (!message.rendered)
    return fields([
      ['contact', message.externalId],
      ['not rendered', message.detail],
      ...(message.missing.length === 0 ? [] : [['missing', message.missing.join(', ')] as const]),
    ]);
  const parts = Object.entries(message.content).filter(([, part]) => typeof part === 'string');
  return (
    fields([['contact', message.externalId]]) +
    outline(Object.fromEntries(parts)) +
    (withVariables ? titled('Variables', variablesText(message.variables)) : '')
  );
};

/** Each variable with its value and its origin. */
export const variablesText = (
  variables: Readonly<Record<string, { readonly value: unknown; readonly origin: string }>>,
): string =>
  fields(Object.entries(variables).map(([name, { value, origin }]) => [name, `${JSON.stringify(value)}  (${origin})`]));
