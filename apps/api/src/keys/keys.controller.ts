import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type AccessKey, createKey, listKeys, revokeKey } from '#platform/access/keys.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { instantOf } from '../http/instant.js';
import { notFound } from '../http/problem.js';
import { refuse } from '../http/refuse.js';
import { Installation } from '../installation.js';
import { Gives, GivesNew } from '../openapi/routes.js';
import { KeyBody } from './keys.dto.js';

/** A key that was just made. The secret is shown this once. */
export interface NewKeyView {
  readonly keyId: string;
  /** Null when the answer is repeated under the same Idempotency-Key. */
  readonly secret: string | null;
}

export interface KeyListView {
  readonly items: readonly AccessKey[];
}

@ApiTags('keys')
@Controller('v1/keys')
export class KeysController {
  constructor(private readonly installation: Installation) {}

  @Post()
  @Allow('admin')
  @GivesNew('NewKey')
  async create(@Body() { owner, role, expiresAt }: KeyBody): Promise<Answer<NewKeyView>> {
    const { pool, clock } = this.installation;
    const ends = expiresAt === undefined ? undefined : instantOf(expiresAt);
    if (ends !== undefined && ends <= clock())
      refuse([{ pointer: '/expiresAt', code: 'in-the-past', detail: 'lies in the past' }]);
    const { id, secret } = await createKey(pool, { owner, role, ...(ends === undefined ? {} : { expiresAt: ends }) });
    return new Answer(201, { keyId: id, secret }, { location: '/v1/keys' }, { keyId: id, secret: null });
  }

  /** All keys, revoked and expired ones too; never their secrets. */
  @Get()
  @Allow('admin')
  @Gives('KeyList')
  async list(): Promise<KeyListView> {
    return { items: await listKeys(this.installation.pool) };
  }

  /** Ends a key at once. */
  @Post(':id/revoke')
  @Allow('admin')
  @Gives('AccessKey')
  async revoke(@Param() { id }: IdParameter, @Body() _body: CommandBody): Promise<AccessKey> {
    const { pool } = this.installation;
    const known = (await revokeKey(pool, id)) ? await listKeys(pool) : [];
    const key = known.find(({ keyId }) => keyId === id);
    if (key === undefined) throw notFound('key');
    return key;
  }

  /** Who you are by the key you sent. */
  @Get('me')
  @Allow('viewer', 'service')
  @Gives('Principal')
  me(@Ask() { principal }: Asked): Asked['principal'] {
    return principal;
  }
}
