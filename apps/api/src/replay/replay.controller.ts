import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import { replayRun, type ReplayView } from './replay.js';
import { ReplayQuery } from './replay.dto.js';

@ApiTags('runs')
@Controller('v1/runs/:id/replay')
export class ReplayController {
  constructor(private readonly installation: Installation) {}

  /** Folds every event with the deployed code and shows the state before and after each. Sends nothing. */
  @Get()
  @Allow('viewer')
  @Gives('Replay')
  replay(@Param() { id }: IdParameter, @Query() query: ReplayQuery): Promise<ReplayView> {
    const { at, after = 0, limit = 200 } = query;
    return replayRun(this.installation, id, { at, after, limit, verify: query.verify === 'true' });
  }
}
