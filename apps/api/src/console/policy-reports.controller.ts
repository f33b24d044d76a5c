import { Body, Controller, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../http/access.js';
import { Answer, noContent } from '../http/answer.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { Takes } from '../http/media-types.js';
import { PolicyReports } from './policy-reports.js';

/** Where browsers tell what the Content-Security-Policy has kept from happening. */
@ApiExcludeController()
@Controller('csp-reports')
export class PolicyReportsController {
  constructor(private readonly reports: PolicyReports) {}

  @Post()
  @Public()
  @Takes('application/csp-report')
  @NoIdempotencyKey()
  take(@Body() body: unknown): Answer<null> {
    this.reports.take(body);
    return noContent();
  }
}
