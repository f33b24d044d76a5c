import { Controller, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandContext } from '#eventstore/execute.js';
import { newId } from '#platform/ids.js';
import { openUnsubscribeToken } from '#platform/tokens/communication-token.js';
import { Public } from '../http/access.js';
import { entryOf } from '../http/entry.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { Takes } from '../http/media-types.js';
import { Installation } from '../installation.js';
import { OptOut } from './opt-out.js';
import { askPage, donePage, unknownPage } from './page.js';

/** Where the links of `List-Unsubscribe` lead (RFC 8058): no key, no cookie, no redirect, and safe to repeat. */
@ApiExcludeController()
@Controller('unsubscribe')
export class UnsubscribeController {
  constructor(
    private readonly optOut: OptOut,
    private readonly installation: Installation,
  ) {}

  @Get(':token')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  ask(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.communicationOf(token) === null ? notFound(reply) : askPage();
  }

  /** From a mail client, with the body `List-Unsubscribe=One-Click`, or from the page. */
  @Post(':token')
  @Public()
  @Takes('application/x-www-form-urlencoded', 'multipart/form-data')
  @NoIdempotencyKey()
  @Header('content-type', 'text/html; charset=utf-8')
  async unsubscribe(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const communicationId = this.communicationOf(token);
    if (communicationId === null) return notFound(reply);
    const context: CommandContext = {
      commandId: newId(),
      correlationId: entryOf(request).correlationId,
      actor: { name: 'recipient', source: 'api' },
      reason: 'unsubscribed by the link of a message',
      now: this.installation.clock,
    };
    await this.optOut.of(communicationId, { reason: 'opt-out', evidence: communicationId }, context);
    return donePage();
  }

  private communicationOf(token: string): string | null {
    return openUnsubscribeToken(this.installation.config.keys.unsubscribe, token);
  }
}

const notFound = (reply: FastifyReply): string => {
  void reply.code(404);
  return unknownPage();
};
