import { type DynamicModule, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '#platform/config/config.js';
import { startWorker, type RunningWorker } from './start-worker.js';

const WORKER = Symbol('worker');

/** Nest holds the worker from start to stop; the parts themselves know nothing of it. */
@Module({})
export class WorkerModule implements OnModuleDestroy {
  constructor(@Inject(WORKER) private readonly worker: RunningWorker) {}

  static for(config: Config, log: Logger): DynamicModule {
    return {
      module: WorkerModule,
      providers: [{ provide: WORKER, useFactory: () => startWorker(config, log) }],
    };
  }

  async onModuleDestroy(): Promise<void> {
    await this.worker.stop();
  }
}
