import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Instant } from '#domain/kernel/message.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { Allow } from '../http/access.js';
import type { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { type Accepted, Commands } from '../http/commands.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { instantOf } from '../http/instant.js';
import { notFound } from '../http/problem.js';
import { refuse } from '../http/refuse.js';
import { Installation } from '../installation.js';
import { Commits } from '../openapi/routes.js';
import { ContactEventBody } from './contacts.dto.js';
import { ExecuteContact } from './contacts.handler.js';

/** Something a contact did, as a service reported it. */
export interface ContactEventView {
  readonly id: string;
  readonly contact: string;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly run: string | null;
}

/** How far the clock of a service may be ahead of ours. */
const leewayMs = 5 * 60_000;

@ApiTags('contacts')
@Controller('v1/contact-events')
export class ContactEventsController {
  constructor(
    private readonly commands: Commands,
    private readonly installation: Installation,
  ) {}

  /** Records what a contact did; goals are measured by it. The same id again changes nothing. */
  @Post()
  @Allow('operator', 'service')
  @NoIdempotencyKey()
  @Commits('ContactEvent')
  async record(@Ask() asked: Asked, @Body() body: ContactEventBody): Promise<Answer<ContactEventView | Accepted>> {
    const { store, pool, clock } = this.installation;
    const occurredAt = instantOf(body.occurredAt);
    if (Date.parse(occurredAt) > Date.parse(clock()) + leewayMs)
      refuse([{ pointer: '/occurredAt', code: 'in-the-future', detail: 'lies in the future' }]);
    const contact = (await contactsByExternalIds(pool, [body.contact])).get(body.contact);
    if (contact === undefined) throw notFound('contact', '/contact');
    if (body.run !== undefined && (await store.read(`run-${body.run}`, { limit: 1 })).length === 0)
      throw notFound('run', '/run');
    const command = {
      type: 'RecordContactEvent',
      data: {
        contactId: contact.id,
        eventId: body.id,
        kind: body.type,
        happenedAt: occurredAt,
        ...(body.run === undefined ? {} : { runId: body.run }),
      },
    } as const;
    return this.commands.send(asked, new ExecuteContact(contact.id, command, asked.context), {
      id: body.id,
      location: `/v1/contacts/${encodeURIComponent(body.contact)}`,
      refusals: { erased: 'not-found' },
      readModels: ['attainment'],
      read: async () => ({
        revision: 0,
        body: { id: body.id, contact: body.contact, type: body.type, occurredAt, run: body.run ?? null },
      }),
    });
  }
}
