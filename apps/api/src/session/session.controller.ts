import { Body, Controller, Delete, Get, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Instant } from '#domain/kernel/message.js';
import { authenticate, type Principal } from '#platform/access/keys.js';
import { endSession, openSession, sessionOf } from '#platform/access/sessions.js';
import { newTicket, useTicket } from '#platform/access/sign-in-tickets.js';
import { Allow, Public } from '../http/access.js';
import { Answer } from '../http/answer.js';
import { entryOf, foreignTo } from '../http/entry.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { isLoopback } from '../http/loopback.js';
import { invalidRequest, notAuthenticated, notFromConsole, Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Gives, GivesNew, GivesNothing } from '../openapi/routes.js';
import { SignInBody } from './session.dto.js';
import { sessionCookie, type SessionCookie } from './session-cookie.js';

/** Who is asking. */
export interface SessionView extends Principal {
  /** When the session ends however much it is used; null for a request that carries its key itself. */
  readonly until: Instant | null;
  /** When the session ends unless it is used; null for a request that carries its key itself. */
  readonly idleUntil: Instant | null;
}

/** What `sortie console open` makes a link of. */
export interface SignInTicketView {
  /** For the fragment of the link, `/sign-in#ticket=…`: servers and their logs do not see it. Good for one sign-in. */
  readonly ticket: string;
  readonly expiresAt: Instant;
}

/** How a browser comes by the right to use the API without ever keeping a key. */
@ApiTags('session')
@Controller('v1/session')
export class SessionController {
  private readonly cookie: SessionCookie;

  constructor(private readonly installation: Installation) {
    this.cookie = sessionCookie(installation.config.http.publicUrl);
  }

  /**
   * Exchanges a key, or the ticket of a sign-in link, for a cookie that scripts cannot read. The session does what the
   * key may do, and ends with it. For pages of this service only.
   */
  @Post()
  @Public()
  // An answer that is remembered would hold the cookie.
  @NoIdempotencyKey()
  @GivesNew('Session')
  async signIn(@Body() body: SignInBody, @Req() request: FastifyRequest): Promise<Answer<SessionView>> {
    const { pool, config } = this.installation;
    if ((body.key === undefined) === (body.ticket === undefined))
      throw invalidRequest([{ pointer: '', code: 'ambiguous', detail: 'must have either a key or a ticket' }]);
    const why = foreignTo(request, config.http.publicUrl);
    if (why !== null) throw notFromConsole(why);
    const principal = await this.proven(body, request);
    // What the browser had before ends, so that nobody goes on with a token that was planted or left behind.
    const before = this.cookie.read(request.headers.cookie);
    if (before !== null) await endSession(pool, before);
    const token = await openSession(pool, principal.keyId);
    // The line of the log names the key.
    request.entry = { ...entryOf(request), principal };
    const view = viewOf(principal, await sessionOf(pool, token));
    return new Answer(201, view, { 'set-cookie': this.cookie.set(token), location: '/v1/session' });
  }

  /** Who is signed in, as what, and for how long. */
  @Get()
  @Allow('viewer', 'service')
  @Gives('Session')
  get(@Req() request: FastifyRequest): SessionView {
    const { principal, session } = entryOf(request);
    if (principal === null) throw notAuthenticated();
    return viewOf(principal, session);
  }

  /** Signs out: the session ends everywhere at once. Without one, nothing happens. */
  @Delete()
  @Public()
  @GivesNothing()
  async signOut(@Req() request: FastifyRequest): Promise<Answer<null>> {
    const token = this.cookie.read(request.headers.cookie);
    if (token !== null) await endSession(this.installation.pool, token);
    return new Answer(204, null, { 'set-cookie': this.cookie.clear() });
  }

  /**
   * A ticket that signs a browser on this machine in as the key that asks, within two minutes and once. Only for a
   * request that carries its key: a session makes no further ones.
   */
  @Post('tickets')
  @Allow('viewer')
  @NoIdempotencyKey()
  @GivesNew('SignInTicket')
  async ticket(@Req() request: FastifyRequest): Promise<Answer<SignInTicketView>> {
    const { principal, session } = entryOf(request);
    if (principal === null) throw notAuthenticated();
    if (session !== null) throw new Problem('not-permitted', 'send the key itself: a session makes no sign-in links');
    return new Answer(201, await newTicket(this.installation.pool, principal.keyId), { location: '/v1/session' });
  }

  private async proven({ key, ticket }: SignInBody, request: FastifyRequest): Promise<Principal> {
    const { pool } = this.installation;
    if (ticket !== undefined && !isLoopback(request.ip))
      throw new Problem('not-permitted', 'sign-in links are for browsers on the machine of the service');
    const principal = ticket === undefined ? await authenticate(pool, key ?? '') : await useTicket(pool, ticket);
    if (principal === null)
      throw new Problem(
        'not-authenticated',
        ticket === undefined
          ? 'this is no key of this service, or it has ended'
          : 'this link was used, or it is older than two minutes',
        { code: ticket === undefined ? 'no-such-key' : 'link-spent' },
      );
    if (principal.role === 'service')
      throw new Problem('not-permitted', 'a key with the role service is for programs: sign in with a key of a person');
    return principal;
  }
}

const viewOf = (
  { keyId, owner, role }: Principal,
  session: { until: Instant; idleUntil: Instant } | null,
): SessionView => ({
  keyId,
  owner,
  role,
  until: session?.until ?? null,
  idleUntil: session?.idleUntil ?? null,
});
