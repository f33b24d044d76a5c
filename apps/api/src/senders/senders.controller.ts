import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { isVerified, senderDecider, type Verification } from '#domain/sender/decide.js';
import { faultsOfSender } from '#domain/sender/faults.js';
import type { SenderCommand, SenderDefinition } from '#domain/sender/messages.js';
import { saveVerification } from '#vault/messages/verifications.js';
import type { DefinitionHead } from '#readmodel/definitions/queries.js';
import { type UsedBy, usedBy } from '#readmodel/definitions/used-by.js';
import { type DefinitionArea, definitionArea, listOfDefinitions } from '../definitions/definition-area.js';
import { DiffParameter, IdParameter, VersionParameter } from '../definitions/definition-parameters.dto.js';
import { archivable, definitionRefusals } from '../definitions/definition-rules.js';
import { DefinitionsQuery } from '../definitions/definitions-query.dto.js';
import type { DefinitionView, VersionDiff, VersionList, VersionView } from '../definitions/definition-view.js';
import { Allow } from '../http/access.js';
import { allowances } from '../http/actions.js';
import type { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { type Accepted, Commands } from '../http/commands.js';
import type { ListView } from '../http/listing.js';
import { refuse } from '../http/refuse.js';
import { Installation } from '../installation.js';
import { Commits, Edits, Gives } from '../openapi/routes.js';
import { SenderBody, senderOf, VerifyBody } from './senders.dto.js';
import { ExecuteSender } from './senders.handler.js';

export interface SenderView extends DefinitionView<SenderDefinition, 'active' | 'archived'> {
  /** Whether the current version has passed a test message. */
  readonly verified: boolean;
  /** The newest test message; null when none was asked for. */
  readonly verification: Verification | null;
}

@ApiTags('senders')
@Controller('v1/senders')
export class SendersController {
  private readonly senders: DefinitionArea<SenderCommand, SenderDefinition, SenderView>;

  constructor(
    commands: Commands,
    private readonly installation: Installation,
  ) {
    this.senders = definitionArea(commands, installation.store, {
      kind: 'sender',
      decider: senderDecider,
      actions: (status) => [
        ...archivable(status),
        ...allowances({ verify: status === 'archived' ? 'it is archived' : null }),
      ],
      details: (state) => ({ verified: isVerified(state), verification: state.verification }),
      refusals: {
        ...definitionRefusals,
        'no-such-verification': 'not-found',
        'verification-settled': 'action-not-allowed',
      },
      command: (id, command, context) => new ExecuteSender(id, command, context),
    });
  }

  @Post()
  @Allow('manager')
  @Commits('Sender', 201)
  define(@Ask() asked: Asked, @Body() body: SenderBody): Promise<Answer<SenderView | Accepted>> {
    return this.senders.define(asked, checked(body), body.summary);
  }

  @Put(':id')
  @Allow('manager')
  @Edits()
  @Commits('Sender')
  revise(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() body: SenderBody,
  ): Promise<Answer<SenderView | Accepted>> {
    return this.senders.revise(asked, id, checked(body), body.summary);
  }

  @Post(':id/archive')
  @Allow('manager')
  @Commits('Sender')
  archive(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() _body: CommandBody,
  ): Promise<Answer<SenderView | Accepted>> {
    return this.senders.act(asked, id, { type: 'Archive', data: {} });
  }

  /** Sends a test message; the sender is verified for its current version once the provider has taken it. */
  @Post(':id/verify')
  @Allow('manager')
  @Commits('Sender')
  async verify(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() { to }: VerifyBody,
  ): Promise<Answer<SenderView | Accepted>> {
    await this.senders.reads.view(id);
    const verificationId = asked.newId;
    // Before the event: the worker that sees it finds the address.
    await saveVerification(this.installation.pool, { id: verificationId, address: to });
    return this.senders.act(asked, id, { type: 'RequestVerification', data: { verificationId } });
  }

  @Get()
  @Allow('viewer')
  @Gives('SenderList')
  list(
    @Req() request: FastifyRequest,
    @Query() query: DefinitionsQuery,
  ): Promise<Answer<ListView<DefinitionHead<'sender'>>>> {
    return listOfDefinitions(this.installation, 'sender', request.url, query);
  }

  @Get(':id')
  @Allow('viewer')
  @Gives('Sender')
  get(@Param() { id }: IdParameter): Promise<Answer<SenderView>> {
    return this.senders.get(id);
  }

  /** Campaigns whose newest version points to it, and runs that pinned one of its versions. */
  @Get(':id/used-by')
  @Allow('viewer')
  @Gives('UsedBy')
  async usedBy(@Param() { id }: IdParameter): Promise<UsedBy> {
    await this.senders.reads.view(id);
    return usedBy(this.installation.pool, 'sender', id);
  }

  @Get(':id/versions')
  @Allow('viewer')
  @Gives('VersionList')
  versions(@Param() { id }: IdParameter): Promise<VersionList> {
    return this.senders.reads.versions(id);
  }

  @Get(':id/versions/:version')
  @Allow('viewer')
  @Gives('SenderVersion')
  version(@Param() { id, version }: VersionParameter): Promise<VersionView<SenderDefinition>> {
    return this.senders.reads.version(id, version);
  }

  @Get(':id/versions/:a/diff/:b')
  @Allow('viewer')
  @Gives('VersionDiff')
  diff(@Param() { id, a, b }: DiffParameter): Promise<VersionDiff> {
    return this.senders.reads.diff(id, a, b);
  }
}

const checked = (body: SenderBody): SenderDefinition => {
  const sender = senderOf(body);
  refuse(faultsOfSender(sender));
  return sender;
};
