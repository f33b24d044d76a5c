import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommunicationParameter } from '../communications/communications.dto.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import { compareRuns } from './compare.js';
import { AgainstQuery, CompareQuery } from './explain.dto.js';
import { explainCommunication, explainRun } from './explain-run.js';
import type { ExplanationView, RunComparisonView } from './explanation-view.js';

@ApiTags('explain')
@Controller('v1')
export class ExplainController {
  constructor(private readonly installation: Installation) {}

  /** Two runs side by side: facts, manifests, outcomes, steps, and why b came out otherwise than a. */
  @Get('runs/compare')
  @Allow('viewer')
  @Gives('RunComparison')
  compare(@Query() { a, b }: CompareQuery): Promise<RunComparisonView> {
    return compareRuns(this.installation, a, b);
  }

  /** Why the run came out as it did: every factor, the likely cause first. */
  @Get('runs/:id/explain')
  @Allow('viewer')
  @Gives('Explanation')
  run(@Param() { id }: IdParameter, @Query() { against }: AgainstQuery): Promise<ExplanationView> {
    return explainRun(this.installation, id, against);
  }

  /** Why one message came out as it did, beside the same contact's message in the other run. */
  @Get('communications/:id/explain')
  @Allow('viewer')
  @Gives('Explanation')
  communication(@Param() { id }: CommunicationParameter, @Query() { against }: AgainstQuery): Promise<ExplanationView> {
    return explainCommunication(this.installation, id, against);
  }
}
