import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { suppressionDecider, type SuppressionState } from '#domain/suppression/decide.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import { hmac } from '#platform/ids.js';
import { listSuppressions, type SuppressionEntry } from '#readmodel/gates/list-suppressions.js';
import { addressKey } from '#vault/contacts/address.js';
import { Allow } from '../http/access.js';
import type { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { type Accepted, Commands, type Representation } from '../http/commands.js';
import { listing, type ListView } from '../http/listing.js';
import { refuse } from '../http/refuse.js';
import { Installation } from '../installation.js';
import { Commits, Gives } from '../openapi/routes.js';
import { ReleaseBody, SuppressBody, SuppressionsQuery } from './suppressions.dto.js';
import { ExecuteSuppression } from './suppressions.handler.js';

/** What is known of one address. Nothing is sent to it on the channels named here. */
export interface SuppressionView {
  /** HMAC of the address under the installation's suppression key. */
  readonly addressHash: string;
  readonly reasons: SuppressionState['reasons'];
}

@ApiTags('suppressions')
@Controller('v1/suppressions')
export class SuppressionsController {
  constructor(
    private readonly commands: Commands,
    private readonly installation: Installation,
  ) {}

  @Get()
  @Allow('viewer')
  @Gives('SuppressionList')
  list(
    @Req() request: FastifyRequest,
    @Query() { after, limit = 50, address }: SuppressionsQuery,
  ): Promise<Answer<ListView<SuppressionEntry>>> {
    const filter = address === undefined ? {} : { addressHash: this.hashOf(address) };
    return listing(this.installation, request.url, 'gates', () =>
      listSuppressions(this.installation.pool, filter, { limit, ...(after === undefined ? {} : { after }) }),
    );
  }

  /** Nothing further leaves to this address. Once this is answered, only messages claimed before may still leave. */
  @Post()
  @Allow('operator', 'service')
  @Commits('Suppression', 201)
  suppress(@Ask() asked: Asked, @Body() body: SuppressBody): Promise<Answer<SuppressionView | Accepted>> {
    const { channel = 'email' } = body;
    const addressHash = this.hashOf(body.address);
    const evidence = `asked for by ${asked.principal.owner}`;
    const command = { type: 'Suppress', data: { addressHash, channel, reason: 'operator', evidence } } as const;
    return this.send(asked, addressHash, new ExecuteSuppression(command, asked.context));
  }

  /** The address may be written to again, on all channels. */
  @Post('release')
  @Allow('manager')
  @Commits('Suppression')
  release(@Ask() asked: Asked, @Body() body: ReleaseBody): Promise<Answer<SuppressionView | Accepted>> {
    const { address, addressHash: named } = body;
    const addressHash = address === undefined ? named : this.hashOf(address);
    if (addressHash === undefined || (address !== undefined && named !== undefined)) {
      refuse([{ pointer: '', code: 'ambiguous', detail: 'must have either address or addressHash' }]);
      throw new Error('unreachable');
    }
    const command = { type: 'Release', data: { addressHash } } as const;
    return this.send(asked, addressHash, new ExecuteSuppression(command, asked.context));
  }

  private send(
    asked: Asked,
    addressHash: string,
    command: ExecuteSuppression,
  ): Promise<Answer<SuppressionView | Accepted>> {
    return this.commands.send(asked, command, {
      id: addressHash,
      created: command.command.type === 'Suppress',
      location: '/v1/suppressions',
      refusals: {},
      readModels: ['gates'],
      read: () => this.read(addressHash),
    });
  }

  private async read(addressHash: string): Promise<Representation<SuppressionView>> {
    const { state, events } = await loadAggregate(
      this.installation.store,
      suppressionDecider,
      `suppression-${addressHash}`,
    );
    return { revision: events.length - 1, body: { addressHash, reasons: state.reasons } };
  }

  private hashOf(address: string): string {
    return hmac(this.installation.config.keys.suppressionKey, addressKey(address));
  }
}
