import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { AccessGuard } from './http/access-guard.js';
import { AnswerInterceptor } from './http/answer.js';
import { Commands } from './http/commands.js';
import { CampaignsController } from './campaigns/campaigns.controller.js';
import { TrialsController } from './campaigns/trials.controller.js';
import { CampaignsHandler } from './campaigns/campaigns.handler.js';
import { SegmentsController } from './segments/segments.controller.js';
import { SegmentsHandler } from './segments/segments.handler.js';
import { SendersController } from './senders/senders.controller.js';
import { SendersHandler } from './senders/senders.handler.js';
import { GoalsController } from './goals/goals.controller.js';
import { GoalsHandler } from './goals/goals.handler.js';
import { IdempotencyInterceptor } from './http/idempotency.js';
import { MediaTypeGuard } from './http/media-types.js';
import { ProblemFilter } from './http/problem-filter.js';
import { RouteTable } from './http/route-table.js';
import { RequestPipe } from './http/validation.js';
import { Installation } from './installation.js';

/** Areas of the API. A new one adds its controllers and its command handler here, and nothing else. */
const controllers: NonNullable<DynamicModule['controllers']> = [
  GoalsController,
  SegmentsController,
  SendersController,
  CampaignsController,
  TrialsController,
];
const handlers: NonNullable<DynamicModule['providers']> = [
  GoalsHandler,
  SegmentsHandler,
  SendersHandler,
  CampaignsHandler,
];

@Module({})
export class AppModule {
  static on(installation: Installation, log: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot(), DiscoveryModule],
      controllers,
      providers: [
        { provide: Installation, useFactory: () => installation },
        { provide: APP_FILTER, useFactory: () => new ProblemFilter(log) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: MediaTypeGuard },
        { provide: APP_PIPE, useClass: RequestPipe },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        Commands,
        RouteTable,
        ...handlers,
      ],
    };
  }
}
