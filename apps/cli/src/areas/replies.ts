import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type Area, command } from '../command.js';
import { anyOf, must, oneOf, text, yesNo } from '../given.js';
import { mustReason } from '../input.js';
import { listed, pageOptions } from '../output/page.js';
import { inLines } from '../output/plain-text.js';
import { column, fields, table, titled } from '../output/table.js';
import { moment } from '../output/times.js';
import { replyClasses, replyColumns } from './reply-table.js';

export const replies: Area = {
  noun: 'replies',
  summary: 'What came back',
  commands: [
    command({
      name: 'list',
      summary: 'List replies, the newest first',
      example: 'sortie replies list --class human,opt-out --run 6z0j2v7k1m9q4w8x3c5d0f2h7n',
      options: {
        class: anyOf('Any of these', replyClasses, 'classes'),
        quarantined: yesNo('Only those that nobody knows the question of, or only the others'),
        campaign: text('To this campaign', 'id'),
        run: text('To this run', 'id'),
        communication: text('To this communication', 'id'),
        contactId: text('Of this contact, by its id within Sortie', 'id'),
        from: text('Sent by this address', 'address'),
        receivedFrom: text('Received from then on', 'time'),
        receivedTo: text('Received before', 'time'),
        direction: oneOf('desc when left out', ['asc', 'desc'] as const, 'way'),
        ...pageOptions,
      },
      run: (work, { quarantined, limit, after, all, ...rest }) => {
        const flags = quarantined === undefined ? {} : ({ quarantined: quarantined ? 'true' : 'false' } as const);
        const query = { ...present(rest), ...flags };
        return listed(work, { limit, after, all }, 'replies', replyColumns, (at) =>
          answered(work.api.GET('/v1/replies', { params: { query: { ...query, ...at } } })),
        );
      },
    }),
    command({
      name: 'show',
      summary: 'Show a reply with its text and what was found out about it',
      example: 'sortie replies show 6z0j2v7k1m9q4w8x3c5d0f2h7n',
      parameters: { id: must(text('Id of the reply')) },
      run: async ({ api, terminal }, { id }) => {
        const body = await answered(api.GET('/v1/replies/{id}', { params: { path: { id } } }));
        return { json: body, text: replyText(body, terminal.columns) };
      },
    }),
    command({
      name: 'classify',
      summary: 'Say what kind of reply it is; who opts out or complains gets nothing further',
      example: 'sortie replies classify 6z0j2v7k1m9q4w8x3c5d0f2h7n --as opt-out --reason "asks to be left alone"',
      parameters: { id: must(text('Id of the reply')) },
      options: { as: must(oneOf('What it is', replyClasses, 'class')), reason: mustReason },
      run: async ({ api }, { id, as, reason }) => {
        const call = api.POST('/v1/replies/{id}/classify', { body: { class: as, reason }, params: { path: { id } } });
        return { json: await answered(call), text: `Reply ${id} is of class ${as}.\n` };
      },
    }),
  ],
};

const replyText = (reply: Schemas['Reply'], screen: number | null): string =>
  fields([
    ['reply', reply.id],
    ['received', moment(reply.receivedAt)],
    ['class', reply.class],
    ['rule', reply.rule],
    ['bounce status', reply.bounceStatus],
    ['matched', reply.match === null ? 'quarantined' : `${reply.match.method}, ${reply.match.confidence}`],
    ['communication', reply.communicationId],
    ['run', reply.runId],
    ['contact', reply.contact?.externalId],
    ['from', reply.message?.from],
    ['subject', reply.message?.subject],
  ]) +
  titled('Text', reply.message?.text == null ? '' : `${inLines(reply.message.text).trimEnd()}\n`) +
  titled(
    'What happened',
    table(
      reply.trail,
      [
        column('when', (row) => moment(row.occurredAt)),
        column('event', (row) => row.type),
        column('by', (row) => row.actor, { elastic: true }),
        column('reason', (row) => row.reason, { elastic: true }),
      ],
      screen,
    ),
  );
