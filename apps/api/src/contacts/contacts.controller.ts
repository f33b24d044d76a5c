import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Contact } from '#vault/contacts/contact.js';
import { contactIdsByAddress, contactPage, contactsByExternalIds, contactsByIds } from '#vault/contacts/contacts.js';
import { eraseContact } from '#vault/contacts/erase.js';
import { putContact } from '#vault/contacts/put.js';
import { Allow } from '../http/access.js';
import { Answer, ok } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { badCursor, nextLink } from '../http/paging.js';
import { notFound, Problem } from '../http/problem.js';
import { refuse } from '../http/refuse.js';
import { Installation } from '../installation.js';
import { Gives, GivesNew } from '../openapi/routes.js';
import { ConsentEvents } from './consent-events.js';
import { ContactBody, ContactsQuery, ExternalIdParameter } from './contacts.dto.js';
import { ExecuteContact } from './contacts.handler.js';
import { CommandBus } from '@nestjs/cqrs';

export interface ContactListView {
  readonly items: readonly Contact[];
  readonly next: string | null;
}

/** A person was forgotten: the vault holds nothing of them any more. */
export interface ErasedView {
  readonly contactId: string;
  readonly erased: true;
}

@ApiTags('contacts')
@Controller('v1/contacts')
export class ContactsController {
  constructor(
    private readonly bus: CommandBus,
    private readonly consentEvents: ConsentEvents,
    private readonly installation: Installation,
  ) {}

  /** Creates or replaces a contact. The vault holds it at once; segments see it at once. */
  @Put(':externalId')
  @Allow('manager', 'service')
  @GivesNew('Contact')
  async put(
    @Ask() asked: Asked,
    @Param() { externalId }: ExternalIdParameter,
    @Body() body: ContactBody,
  ): Promise<Answer<Contact>> {
    const { reason: _reason, ...said } = body;
    const stated = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    const put = await putContact(this.installation.pool, externalId, stated, `API call ${asked.requestId}`);
    if (!put.ok) {
      refuse(put.faults.map(({ pointer, reason: code, detail }) => ({ pointer, code, detail })));
      throw new Error('a contact was refused without a fault');
    }
    await this.consentEvents.append(asked.context, put.contact.id);
    return new Answer(put.kind === 'created' ? 201 : 200, put.contact, { location: locationOf(put.contact) });
  }

  @Get(':externalId')
  @Allow('viewer', 'service')
  @Gives('Contact')
  async get(@Param() { externalId }: ExternalIdParameter): Promise<Contact> {
    return this.find(externalId);
  }

  /** All contacts in the order of their external ids, or those with an address. */
  @Get()
  @Allow('viewer')
  @Gives('ContactList')
  async list(
    @Req() request: FastifyRequest,
    @Query() { after, limit = 50, email }: ContactsQuery,
  ): Promise<Answer<ContactListView>> {
    const { pool } = this.installation;
    if (email !== undefined) {
      const found = await contactsByIds(pool, await contactIdsByAddress(pool, email));
      return ok({ items: [...found.values()].map(withoutKey), next: null });
    }
    const items = await contactPage(pool, { limit, ...(after === undefined ? {} : { after: cursorOf(after) }) });
    const last = items.at(-1);
    const next = items.length < limit || last === undefined ? null : cursorTo(last.externalId);
    return ok({ items, next }, nextLink(request.url, next));
  }

  /** Forgets a person: contact, messages, replies and the key of every hash. What happened stays in the log, without them. */
  @Post(':externalId/erase')
  @Allow('manager')
  @Gives('Erased')
  async erase(
    @Ask() asked: Asked,
    @Param() { externalId }: ExternalIdParameter,
    @Body() _body: CommandBody,
  ): Promise<ErasedView> {
    const { id: contactId } = await this.find(externalId);
    const command = { type: 'EraseContact', data: { contactId } } as const;
    const executed = await this.bus.execute(new ExecuteContact(contactId, command, asked.context));
    if (!executed.ok)
      throw new Problem('unavailable', executed.rejection.detail, { code: executed.rejection.rejected });
    await eraseContact(this.installation.pool, contactId);
    return { contactId, erased: true };
  }

  private async find(externalId: string): Promise<Contact> {
    const contact = (await contactsByExternalIds(this.installation.pool, [externalId])).get(externalId);
    if (contact === undefined) throw notFound('contact');
    return withoutKey(contact);
  }
}

const withoutKey = ({ key: _key, ...contact }: Contact & { readonly key: Buffer }): Contact => contact;

const locationOf = ({ externalId }: Contact): string => `/v1/contacts/${encodeURIComponent(externalId)}`;

const cursorTo = (externalId: string): string => Buffer.from(externalId).toString('base64url');

/** No id holds NUL, which PostgreSQL refuses, or U+FFFD, which is what broken UTF-8 is read as. */
const cursorOf = (cursor: string): string => {
  const externalId = Buffer.from(cursor, 'base64url').toString();
  if (/[\0\ufffd]/.test(externalId)) throw badCursor();
  return externalId;
};
