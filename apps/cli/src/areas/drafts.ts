import { answered, type Schemas, type SortieClient } from '#client/client.js';
import { present } from '../api.js';
import { type Area, type CliCommand, command } from '../command.js';
import { Refused, WrongUsage } from '../failures.js';
import { must, text, texts, whole } from '../given.js';
import { reasonOption } from '../input.js';
import { differencesText } from '../output/differences.js';
import { listed, pageOptions } from '../output/page.js';
import { column, fields, titled } from '../output/table.js';
import { moment } from '../output/times.js';
import { variablesText } from './campaigns.js';
import { messageText } from './communications.js';
import { decidedAnswer } from './decided.js';

type Row = Schemas['CommunicationList']['items'][number];

const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n.1.17';

const columns = [
  column<Row>('id', (row) => row.id),
  column<Row>('draft', (row) => row.draft, { align: 'right' }),
  column<Row>('contact', (row) => row.contact.externalId, { elastic: true }),
  column<Row>('expires', (row) => moment(row.until)),
  column<Row>('content hash', (row) => row.contentHash),
];

/** Each draft with what it says now: the decision is bound to that. `<id>@<hash>` names what was seen before. */
const seenDrafts = async (api: SortieClient, ids: readonly string[]) => {
  const seen: { id: string; contentHash: string }[] = [];
  for (const named of ids) {
    const [id = '', hash] = named.split('@');
    const contentHash =
      hash ?? (await answered(api.GET('/v1/communications/{id}', { params: { path: { id } } }))).contentHash;
    if (contentHash === null) throw new Refused(`${id} was never written: there is no draft to decide.`);
    seen.push({ id, contentHash });
  }
  return seen;
};

/** Everything that the run has prepared by now. */
const seenOfRun = async (api: SortieClient, id: string): Promise<number> =>
  (await answered(api.GET('/v1/runs/{id}/history', { params: { path: { id }, query: { limit: 1 } } }))).last;

const decide = (name: 'approve' | 'reject', summary: string, did: string): CliCommand =>
  command({
    name,
    summary,
    details:
      'Each decision is bound to the content of the draft: of what it says now, or of <id>@<hash> as `drafts show` ' +
      'told it. With --run it is all drafts that were there at a number of its history. Exit code 1 when one was not decided.',
    example: `sortie drafts ${name} ${exampleId} --note "checked with Ann"\nsortie drafts ${name} --run 6z0j2v7k1m9q4w8x3c5d0f2h7n`,
    parameters: { drafts: { ...texts('Ids of the drafts'), repeatable: true } },
    options: {
      run: text('All drafts of this run', 'id'),
      seen: whole('With --run: those prepared up to this number of its history; all when left out'),
      note: text('For the record, beside the decision'),
      reason: reasonOption,
    },
    run: async ({ api }, { drafts = [], run, seen, note, reason }) => {
      if ((run === undefined) === (drafts.length === 0))
        throw new WrongUsage('say which drafts: either their ids or --run');
      const which =
        run === undefined
          ? { drafts: await seenDrafts(api, drafts) }
          : { run, seen: seen ?? (await seenOfRun(api, run)) };
      const body = { ...which, ...present({ note, reason }) };
      return decidedAnswer(await answered(api.POST(`/v1/drafts/${name}`, { body })), did);
    },
  });

export const drafts: Area = {
  noun: 'drafts',
  summary: 'Messages that wait for a reviewer',
  commands: [
    command({
      name: 'list',
      summary: 'List drafts that wait for a decision',
      example: 'sortie drafts list --run 6z0j2v7k1m9q4w8x3c5d0f2h7n',
      options: {
        run: text('Of this run', 'id'),
        campaign: text('Of this campaign', 'id'),
        contact: text('To this contact, by the id your services know them by', 'id'),
        ...pageOptions,
      },
      run: (work, { limit, after, all, ...rest }) =>
        listed(work, { limit, after, all }, 'drafts', columns, (at) =>
          answered(work.api.GET('/v1/drafts', { params: { query: { ...present(rest), ...at } } })),
        ),
    }),
    command({
      name: 'show',
      summary: 'Show what a draft says, and from what it was written',
      example: `sortie drafts show ${exampleId}`,
      parameters: { id: must(text('Id of the draft')) },
      run: async ({ api }, { id }) => {
        const body = await answered(api.GET('/v1/communications/{id}', { params: { path: { id } } }));
        const { rendering, contact } = body;
        return {
          json: body,
          text:
            fields([
              ['draft', body.id],
              ['status', body.status],
              ['contact', contact.externalId],
              ['address', contact.address],
              ['expires', moment(body.until)],
              ['content hash', body.contentHash],
              ['note', body.note],
            ]) +
            titled('Message', rendering === null ? '' : messageText(rendering)) +
            titled('Variables', rendering === null ? '' : variablesText(rendering.variables)),
        };
      },
    }),
    decide('approve', 'Approve drafts: they are due at once', 'Approved'),
    decide('reject', 'Reject drafts: their recipients get nothing', 'Rejected'),
    command({
      name: 'render-again',
      summary: 'Write a draft anew from the same manifest and the contact as it is now, and show the difference',
      example: `sortie drafts render-again ${exampleId}`,
      parameters: { id: must(text('Id of the draft')) },
      options: { reason: reasonOption },
      run: async ({ api }, { id, ...rest }) => {
        const call = api.POST('/v1/drafts/{id}/render-again', { body: present(rest), params: { path: { id } } });
        const body = await answered(call);
        return {
          json: body,
          text: differencesText(body.differences),
          hint:
            body.differences.length === 0
              ? 'It says the same as before.'
              : `The draft is now ${body.after.contentHash}.`,
        };
      },
    }),
  ],
};
