import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { permits, type Policy, policyKey } from './access.js';
import { entryOf } from './entry.js';
import { notAuthenticated, Problem } from './problem.js';

/** Denies whatever no policy permits. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const policy = this.reflector.get<Policy | undefined>(policyKey, context.getHandler());
    if (policy?.kind === 'public') return true;
    const { principal } = entryOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (principal === null) throw notAuthenticated();
    if (policy === undefined || !permits(policy, principal.role))
      throw new Problem('not-permitted', `a key with the role ${principal.role} may not do this`);
    return true;
  }
}
