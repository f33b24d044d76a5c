import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import { type CommunicationFilters, listCommunications } from '#readmodel/communications/list-communications.js';
import { listReplies, replyById, type ReplySummary } from '#readmodel/replies/queries.js';
import { findInboundMessages } from '#vault/messages/inbound.js';
import { Allow } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { Takes } from '../http/media-types.js';
import { invalidRequest } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import { FindQuery } from './find.dto.js';
import { readFoundMail } from './found-mail.js';

/** Everything that belongs to an address, a Message-ID or a mail; the newest of each. */
export interface FoundView {
  readonly communications: readonly CommunicationSummary[];
  readonly replies: readonly ReplySummary[];
}

const most = 100;

@ApiTags('communications')
@Controller('v1/find')
export class FindController {
  constructor(private readonly installation: Installation) {}

  /** What went to an address or came from it, or what carries a Message-ID. */
  @Get()
  @Allow('viewer')
  @Gives('Found')
  async find(@Query() { q }: FindQuery): Promise<FoundView> {
    const text = q.trim();
    if (!text.includes('@')) {
      throw invalidRequest([{ parameter: 'q', code: 'unreadable', detail: 'must be an address or a Message-ID' }]);
    }
    const byMessageId = await this.byMessageIds([bare(text)]);
    // Without its brackets a Message-ID looks like an address.
    return text.startsWith('<') ? byMessageId : merged([byMessageId, await this.byAddress(text)]);
  }

  /** What a mail belongs to: by its Message-ID and those it refers to, else by its addresses. */
  @Post()
  @Allow('viewer')
  @NoIdempotencyKey()
  @Takes('message/rfc822')
  @ApiBody({ description: 'A mail (RFC 5322)', schema: { type: 'string' } })
  @Gives('Found')
  async findMail(@Req() { body: mail }: FastifyRequest): Promise<FoundView> {
    if (!Buffer.isBuffer(mail)) throw invalidRequest([{ pointer: '', code: 'unreadable', detail: 'must be a mail' }]);
    const { messageIds, addresses } = readFoundMail(mail);
    const found = await this.byMessageIds(messageIds);
    if (found.communications.length + found.replies.length > 0) return found;
    const byAddress = await Promise.all(addresses.map((address) => this.byAddress(address)));
    return merged(byAddress);
  }

  private async byAddress(address: string): Promise<FoundView> {
    const sent = await this.communications({ address });
    const [received, answered] = await Promise.all([
      listReplies(this.installation.pool, { filters: { from: address }, limit: most }),
      Promise.all(sent.map(({ id }) => this.repliesTo(id))),
    ]);
    return merged([
      { communications: sent, replies: received.ok ? received.items : [] },
      ...answered.map((replies) => ({ communications: [], replies })),
    ]);
  }

  private async byMessageIds(messageIds: readonly string[]): Promise<FoundView> {
    const found = await Promise.all(
      messageIds.map(async (messageId): Promise<FoundView> => {
        const [sent, ids] = await Promise.all([this.communications({ messageId }), this.inbound(messageId)]);
        const [replies, answers] = await Promise.all([
          Promise.all(ids.map((id) => replyById(this.installation.pool, id))),
          Promise.all(sent.map(({ id }) => this.repliesTo(id))),
        ]);
        return { communications: sent, replies: [...replies.filter((reply) => reply !== null), ...answers.flat()] };
      }),
    );
    return merged(found);
  }

  /** Mails carry theirs with brackets, callers may leave them out. */
  private async inbound(messageId: string): Promise<readonly string[]> {
    const { pool } = this.installation;
    const spellings = [messageId, `<${messageId}>`];
    return (await Promise.all(spellings.map((spelling) => findInboundMessages(pool, { messageId: spelling })))).flat();
  }

  private async communications(filters: CommunicationFilters): Promise<readonly CommunicationSummary[]> {
    const listed = await listCommunications(this.installation.pool, { filters, limit: most });
    return listed.ok ? listed.items : [];
  }

  private async repliesTo(communicationId: string): Promise<readonly ReplySummary[]> {
    const listed = await listReplies(this.installation.pool, { filters: { communicationId }, limit: most });
    return listed.ok ? listed.items : [];
  }
}

const bare = (messageId: string): string => messageId.replace(/^</, '').replace(/>$/, '');

const merged = (found: readonly FoundView[]): FoundView => ({
  communications: unique(found.flatMap(({ communications }) => communications)),
  replies: unique(found.flatMap(({ replies }) => replies)),
});

const unique = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
  [...new Map(items.map((item) => [item.id, item])).values()].slice(0, most);
