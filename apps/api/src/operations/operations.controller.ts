import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Instant } from '#domain/kernel/message.js';
import { Leases } from '#platform/leases/leases.js';
import { parkedItems, retryParked as retryWork } from '#platform/troubles/troubles.js';
import { liveWorkers, queueSeenBy } from '#platform/workers/workers.js';
import { openBatches, openRuns } from '#readmodel/due/queries.js';
import { lags } from '#readmodel/lags.js';
import { listParked, type ParkedStream, type Retried, retryParked } from '#readmodel/parked.js';
import { listProjections, type ProjectionState, requestRebuild } from '#readmodel/projection-state.js';
import { projectionNamed } from '#readmodel/projections.js';
import { type Verdict, verifyProjection } from '#readmodel/verify.js';
import { Allow } from '../http/access.js';
import { Answer } from '../http/answer.js';
import { CommandBody } from '../http/command-body.dto.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { invalidRequest, notFound, Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Gives, GivesLater } from '../openapi/routes.js';
import { ProjectionParameter, RetryBody } from './operations.dto.js';

export interface ParkedView {
  /** Streams that a read model does not take in for now. */
  readonly streams: readonly ParkedStream[];
  /** Work that ended badly too often; it waits until somebody retries it. */
  readonly work: readonly {
    readonly item: string;
    readonly tries: number;
    readonly error: string | null;
    readonly parkedAt: Instant;
  }[];
}

export interface ProjectionListView {
  readonly items: readonly (ProjectionState & {
    /** Age of the oldest event that the tables lack, ms. */
    readonly behindMs: number;
  })[];
}

export interface RebuildView {
  readonly name: string;
  /** The worker that owns the read model builds it beside the present tables, and swaps. */
  readonly requested: true;
}

/** What the log says is to be done, and nobody has in hand. */
export interface QueueView {
  /** A worker lives that compares log and queue every second and refills. */
  readonly reconciling: boolean;
  readonly runs: readonly string[];
  readonly batches: readonly { readonly runId: string; readonly batch: number }[];
  /** Jobs in the queue; null: no worker sees it. */
  readonly jobs: { readonly waiting: number; readonly active: number } | null;
  /** Why workers cannot use the queue, or what makes it lose jobs; null: all is well. */
  readonly trouble: string | null;
}

/** For those who keep the service running. */
@ApiTags('operations')
@Controller('v1')
export class OperationsController {
  constructor(private readonly installation: Installation) {}

  @Get('parked')
  @Allow('operator')
  @Gives('Parked')
  async parked(): Promise<ParkedView> {
    const { pool } = this.installation;
    const [streams, work] = await Promise.all([listParked(pool), parkedItems(pool)]);
    return { streams, work: work.map(({ parkedAt, ...item }) => ({ ...item, parkedAt: parkedAt.toISOString() })) };
  }

  /** Tries again what is parked: a stream of a read model, all of its streams, or an item of work. */
  @Post('parked/retry')
  @Allow('operator')
  @Gives('Retried')
  async retry(@Body() { projection: name, stream, item }: RetryBody): Promise<Retried> {
    const { pool } = this.installation;
    if (item !== undefined && name === undefined && stream === undefined) {
      if (!(await retryWork(pool, item))) throw notFound('parked item');
      return { kind: 'retried', streams: [] };
    }
    const projection = name === undefined ? null : projectionNamed(name);
    if (projection === null || item !== undefined)
      throw invalidRequest([{ pointer: '', code: 'ambiguous', detail: 'must name either a projection or an item' }]);
    const retried = await retryParked(this.installation, projection, stream);
    if (retried.kind === 'nothing-parked') throw notFound('parked stream');
    if (retried.kind === 'other-version')
      throw new Problem('action-not-allowed', 'the tables are of another version than this program', {
        code: retried.kind,
      });
    return retried;
  }

  @Get('projections')
  @Allow('operator')
  @Gives('ProjectionList')
  async projections(): Promise<ProjectionListView> {
    const { pool, store, clock } = this.installation;
    const [states, behind] = await Promise.all([listProjections(pool), lags(pool, store, clock())]);
    const ages = new Map(behind.map(({ name, behindMs }) => [name, behindMs]));
    return { items: states.map((state) => ({ ...state, behindMs: ages.get(state.name) ?? 0 })) };
  }

  /** Asks the worker that owns the read model to build it anew from the log; reads never go empty. */
  @Post('projections/:name/rebuild')
  @Allow('operator')
  @GivesLater('Rebuild')
  async rebuild(@Param() { name }: ProjectionParameter, @Body() _body: CommandBody): Promise<Answer<RebuildView>> {
    if (!(await requestRebuild(this.installation.pool, name))) throw notFound('read model that was ever started');
    return new Answer(202, { name, requested: true }, { location: '/v1/projections' });
  }

  /** Folds the whole log into a scratch copy and compares it with the tables row by row. Changes nothing. */
  @Post('projections/:name/verify')
  @Allow('operator')
  @NoIdempotencyKey()
  @Gives('ProjectionVerdict')
  async verify(@Param() { name }: ProjectionParameter): Promise<Verdict> {
    const projection = projectionNamed(name);
    const verdict = projection === null ? null : await verifyProjection(this.installation, projection);
    if (verdict === null) throw notFound('read model of this version');
    return verdict;
  }

  /**
   * What the log says is due and no worker holds. Workers bring it back by themselves every second: there is nothing
   * to trigger, and the queue may be lost at any time.
   */
  @Post('queue/reconcile')
  @Allow('operator')
  @NoIdempotencyKey()
  @Gives('Queue')
  async reconcile(): Promise<QueueView> {
    const { pool, clock } = this.installation;
    const leases = new Leases(pool, 'api');
    const [runs, batches, held, reconcilers, workers] = await Promise.all([
      openRuns(pool, { statuses: ['queued', 'preparing'] }),
      openBatches(pool, { now: clock() }),
      Promise.all([leases.active('batch:'), leases.active('run:')]),
      leases.active('reconciler'),
      liveWorkers(pool),
    ]);
    const { jobs, trouble } = queueSeenBy(workers);
    const names = new Set(held.flat().map(({ name }) => name));
    return {
      reconciling: reconcilers.length > 0,
      runs: runs.map(({ runId }) => runId).filter((runId) => !names.has(`run:${runId}`)),
      batches: batches
        .filter(({ runId, batch }) => !names.has(`batch:${runId}.${batch}`))
        .map(({ runId, batch }) => ({ runId, batch })),
      jobs,
      trouble,
    };
  }
}
