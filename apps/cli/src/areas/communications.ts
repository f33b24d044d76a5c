import { answered, type Schemas } from '#client/client.js';
import { present } from '../api.js';
import { type Area, command } from '../command.js';
import { WrongUsage } from '../failures.js';
import { anyOf, must, oneOf, text, texts, yesNo } from '../given.js';
import { mustReason } from '../input.js';
import { outline } from '../output/outline.js';
import { listed, pageOptions } from '../output/page.js';
import { column, fields, table, titled } from '../output/table.js';
import { moment } from '../output/times.js';
import { variablesText } from './campaigns.js';
import { communicationColumns, communicationStatuses } from './communication-table.js';
import { decidedAnswer } from './decided.js';
import { replyColumns } from './reply-table.js';

type Communication = Schemas['Communication'];

const exampleId = '6z0j2v7k1m9q4w8x3c5d0f2h7n.1.17';

export const communications: Area = {
  noun: 'communications',
  summary: 'One message to one contact each',
  commands: [
    command({
      name: 'list',
      summary: 'List communications over all runs, the newest first',
      example: 'sortie communications list --status unknown --campaign 6z0j2v7k1m9q4w8x3c5d0f2h7n',
      options: {
        status: anyOf('Any of these', communicationStatuses, 'statuses'),
        contact: text('To this contact, by the id your services know them by', 'id'),
        address: text('To this address, now or once', 'address'),
        messageId: text('With this Message-ID', 'id'),
        campaign: text('Of this campaign', 'id'),
        run: text('Of this run', 'id'),
        channel: oneOf('By this channel', ['email', 'http', 'noop'] as const, 'channel'),
        test: yesNo('Of test runs only, or of none'),
        plannedFrom: text('Planned from then on', 'time'),
        plannedTo: text('Planned before', 'time'),
        direction: oneOf('desc when left out', ['asc', 'desc'] as const, 'way'),
        ...pageOptions,
      },
      run: (work, { test, limit, after, all, ...rest }) => {
        const flags = test === undefined ? {} : ({ test: test ? 'true' : 'false' } as const);
        const query = { ...present(rest), ...flags };
        return listed(work, { limit, after, all }, 'communications', communicationColumns, (at) =>
          answered(work.api.GET('/v1/communications', { params: { query: { ...query, ...at } } })),
        );
      },
    }),
    command({
      name: 'show',
      summary: 'Show a communication: what it says, from what it was written, and all that happened to it',
      example: `sortie communications show ${exampleId}`,
      parameters: { id: must(text('Id of the communication: <run>.<batch>.<index>')) },
      run: async ({ api, terminal }, { id }) => {
        const body = await answered(api.GET('/v1/communications/{id}', { params: { path: { id } } }));
        return { json: body, text: communicationText(body, terminal.columns) };
      },
    }),
    command({
      name: 'resolve',
      summary: 'Settle communications of unknown fate: somebody has found out whether they were sent',
      details: 'Exit code 1 when one of them could not be settled.',
      example: `sortie communications resolve ${exampleId} --as was-sent --reason "is in the provider's log"`,
      parameters: { ids: { ...must(texts('Ids of the communications')), repeatable: true } },
      options: {
        as: must(oneOf('What is known now', ['was-sent', 'was-not-sent'] as const)),
        reason: mustReason,
      },
      run: async ({ api }, { ids, as: resolution, reason }) => {
        const [id, ...others] = ids;
        if (id === undefined) throw new WrongUsage('say which communications');
        if (others.length > 0) {
          const body = { communications: ids, resolution, reason };
          return decidedAnswer(await answered(api.POST('/v1/communications/resolve', { body })), 'Settled');
        }
        const body = await answered(
          api.POST('/v1/communications/{id}/resolve', { body: { resolution, reason }, params: { path: { id } } }),
        );
        return { json: body, text: `Settled ${id}: ${resolution}.\n` };
      },
    }),
  ],
};

export const communicationText = (one: Communication, screen: number | null): string => {
  const { contact, rendering } = one;
  const trail = table(
    one.trail,
    [
      column('when', (row) => moment(row.occurredAt)),
      column('event', (row) => row.type),
      column('by', (row) => row.actor, { elastic: true }),
      column('reason', (row) => row.reason, { elastic: true }),
      column('stream', (row) => `${row.stream}@${row.revision}`),
    ],
    screen,
  );
  return (
    fields([
      ['communication', one.id],
      ['status', one.status],
      ['why', [one.reason, one.rule, one.detail].filter((part) => part !== null).join(', ')],
      ['run', one.runId],
      ['campaign', one.campaignId],
      ['channel', `${one.channel}${one.test ? ', test' : ''}`],
      ['contact', one.erased ? 'erased' : `${contact.externalId ?? '-'} ${contact.name ?? ''}`],
      ['address', contact.address],
      ['attempt', one.attempt],
      ['answer', [one.code, one.answer].filter((part) => part !== null).join(' ')],
      ['message id', one.messageId],
      ['content hash', one.contentHash],
      ['planned', moment(one.plannedAt)],
      ['claimed', moment(one.claimedAt)],
      ['settled', moment(one.settledAt)],
      ['until', moment(one.until)],
      [
        'resolution',
        one.resolution === null ? null : `${one.resolution} by ${one.resolvedBy}, ${moment(one.resolvedAt)}`,
      ],
    ]) +
    titled('Message', rendering === null ? '' : messageText(rendering)) +
    titled('Variables', rendering === null ? '' : variablesText(rendering.variables)) +
    titled('Replies', one.replies.length === 0 ? '' : table(one.replies, replyColumns, screen)) +
    titled('What happened', trail)
  );
};

/** The parts that a channel uses. */
export const messageText = ({ subject, text, html, body }: Schemas['RenderingView']): string =>
  outline(present({ subject, text, html, body }));
