import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { areas, controllers } from './areas.js';
import { AccessGuard } from './http/access-guard.js';
import { AnswerInterceptor } from './http/answer.js';
import { Commands } from './http/commands.js';
import { IdempotencyInterceptor } from './http/idempotency.js';
import { MediaTypeGuard } from './http/media-types.js';
import { ProblemFilter } from './http/problem-filter.js';
import { logToken } from './http/request-log.js';
import { RequestPipe } from './http/validation.js';
import { Installation } from './installation.js';

@Module({})
export class AppModule {
  static on(installation: () => Installation, log: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot()],
      controllers: [...controllers],
      providers: [
        { provide: Installation, useFactory: installation },
        { provide: logToken, useValue: log },
        { provide: APP_FILTER, useFactory: () => new ProblemFilter(log) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: MediaTypeGuard },
        { provide: APP_PIPE, useClass: RequestPipe },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        Commands,
        ...Object.values(areas).flatMap(({ providers = [] }) => providers),
      ],
    };
  }
}
