import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Instant } from '#domain/kernel/message.js';
import { type ShownSetting, shownSettings } from '#platform/config/shown.js';
import { databaseClock } from '#platform/database/clock.js';
import { liveWorkers } from '#platform/workers/workers.js';
import { Allow } from '../http/access.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';

export interface WorkerListView {
  /** By the clock that `seenAt` goes by. */
  readonly now: Instant;
  /** Those that were seen in the last 15 seconds. */
  readonly items: readonly {
    readonly name: string;
    readonly startedAt: Instant;
    readonly seenAt: Instant;
    /** Jobs in the queue as this worker sees it; null: it does not see it. */
    readonly queue: { readonly waiting: number; readonly active: number } | null;
    readonly queueTrouble: string | null;
    /** Most messages that it has in flight at a time, by channel. */
    readonly windows: Readonly<Record<string, number>>;
  }[];
}

export interface ConfigurationView {
  /** Of the process that answers; workers have their own, by the same variables. */
  readonly items: readonly ShownSetting[];
}

/** What the service runs with. */
@ApiTags('operations')
@Controller('v1')
export class InstallationController {
  constructor(private readonly installation: Installation) {}

  /** Worker processes that live. Without one nothing is sent, and the lists stand still. */
  @Get('workers')
  @Allow('operator')
  @Gives('WorkerList')
  async workers(): Promise<WorkerListView> {
    const { pool } = this.installation;
    const [now, workers] = await Promise.all([databaseClock(pool), liveWorkers(pool)]);
    return {
      now,
      items: workers.map(({ startedAt, seenAt, ...worker }) => ({
        ...worker,
        startedAt: startedAt.toISOString(),
        seenAt: seenAt.toISOString(),
      })),
    };
  }

  /** The settings in force, each with its variable and its meaning; secrets are left out. */
  @Get('configuration')
  @Allow('operator')
  @Gives('Configuration')
  configuration(): ConfigurationView {
    return { items: shownSettings(this.installation.config) };
  }
}
