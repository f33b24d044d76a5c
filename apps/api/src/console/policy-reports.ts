import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { asObject } from '../http/json.js';
import { logToken } from '../http/request-log.js';
import { Metrics } from '../metrics/metrics.js';

/** Everything that the policy names; whatever else a report says is not repeated, for anybody can send one. */
const directives = [
  'default-src',
  'script-src',
  'script-src-elem',
  'script-src-attr',
  'style-src',
  'style-src-elem',
  'style-src-attr',
  'img-src',
  'font-src',
  'connect-src',
  'frame-src',
  'frame-ancestors',
  'object-src',
  'base-uri',
  'form-action',
  'worker-src',
  'manifest-src',
  'media-src',
] as const;

const kinds = ['inline', 'eval', 'data', 'blob', 'self'] as const;

/** Counts and logs reports. Their addresses and samples may hold personal data, and stay out of both. */
@Injectable()
export class PolicyReports {
  constructor(
    @Inject(logToken) private readonly log: Logger,
    private readonly metrics: Metrics,
  ) {}

  take(body: unknown): void {
    const report = asObject(asObject(body)?.['csp-report']) ?? {};
    const said = report['effective-directive'] ?? report['violated-directive'];
    const directive = directives.find((known) => known === String(said).split(' ')[0]) ?? 'other';
    const blocked = kinds.find((known) => known === report['blocked-uri']) ?? 'address';
    this.metrics.policyReport(directive);
    this.log.warn({ directive, blocked }, 'kept from happening by the content security policy');
  }
}
