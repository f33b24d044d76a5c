import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Clock } from '#platform/clock.js';
import { databaseClock } from '#platform/database/clock.js';
import type { Sql } from '#platform/database/pool.js';
import { liveWorkers, queueSeenBy } from '#platform/workers/workers.js';
import { lags } from '#readmodel/lags.js';
import { Public } from '../http/access.js';
import { Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';

export interface LiveView {
  readonly status: 'live';
}

export interface ReadyView {
  readonly status: 'ready';
  /** Number of the log's life: restoring a backup opens a new one. */
  readonly epoch: number;
  /** How far this process's clock and the database's are apart, ms; 0 within what the question took. */
  readonly clockSkewMs: number;
  /** How far each read model is behind, ms. Being behind does not make the API unready: reads by id fold the log. */
  readonly readModels: readonly { readonly name: string; readonly behindMs: number }[];
  /** What workers say of the queue. Trouble there does not make the API unready: what it answers is in the log. */
  readonly queue: 'well' | 'in-trouble' | 'no-worker';
}

/** For whoever starts, restarts and balances processes. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly installation: Installation) {}

  /** The process answers. */
  @Get('live')
  @Public()
  @Gives('Live')
  live(): LiveView {
    return { status: 'live' };
  }

  /** The stores answer too: send requests here. */
  @Get('ready')
  @Public()
  @Gives('Ready')
  async ready(): Promise<ReadyView> {
    const { pool, store, clock } = this.installation;
    try {
      await store.head();
      const clockSkewMs = await skewOf(pool, clock);
      const readModels = await lags(pool, store, clock());
      const workers = await liveWorkers(pool);
      const well = queueSeenBy(workers).trouble === null ? 'well' : 'in-trouble';
      return {
        status: 'ready',
        epoch: store.epoch,
        clockSkewMs,
        readModels: readModels.map(({ name, behindMs }) => ({ name, behindMs })),
        queue: workers.length === 0 ? 'no-worker' : well,
      };
    } catch (cause) {
      throw new Problem('unavailable', 'a store does not answer', { code: codeOf(cause) }, { 'retry-after': '2' });
    }
  }
}

const skewOf = async (sql: Sql, clock: Clock): Promise<number> => {
  const before = Date.parse(clock());
  const there = Date.parse(await databaseClock(sql));
  return Math.max(0, before - there, there - Date.parse(clock()));
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no-answer';
