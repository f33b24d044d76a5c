import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { lags } from '#readmodel/lags.js';
import { runCounts } from '#readmodel/runs/queries.js';
import { Installation } from '../installation.js';

/**
 * Every metric of the API. Those of requests are this process's own; the others are read from the tables at each
 * scrape and are the same from every process.
 *
 * | name | meaning |
 * |---|---|
 * | sortie_http_request_seconds | time to answer, by route, method and status |
 * | sortie_feed_held_back_seconds | age of the oldest transaction that hides newer events from every subscriber |
 * | sortie_projection_lag_seconds | age of the oldest event that a read model lacks |
 * | sortie_projection_parked_streams | streams that a read model does not take in for now |
 * | sortie_runs | runs by status |
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'sortie_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
    registers: [this.registry],
  });
  private readonly heldBack = this.gauge(
    'sortie_feed_held_back_seconds',
    'Age of the oldest transaction that hides newer events from every subscriber',
  );
  private readonly lag = this.gauge(
    'sortie_projection_lag_seconds',
    'Age of the oldest event that a read model lacks',
    'projection',
  );
  private readonly parked = this.gauge(
    'sortie_projection_parked_streams',
    'Streams that a read model does not take in for now',
    'projection',
  );
  private readonly runs = this.gauge('sortie_runs', 'Runs by status', 'status');

  constructor(private readonly installation: Installation) {
    collectDefaultMetrics({ register: this.registry });
  }

  request(labels: { route: string; method: string; status: number }, seconds: number): void {
    this.requests.observe(labels, seconds);
  }

  /** In the text format of Prometheus. */
  async text(): Promise<string> {
    const { pool, store, clock } = this.installation;
    const { rows } = await pool.query<{ seconds: number }>(
      `select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)::float8 as seconds
       from pg_stat_activity where backend_xid is not null`,
    );
    this.heldBack.set(rows[0]?.seconds ?? 0);
    for (const { name, behindMs, parkedStreams } of await lags(pool, store, clock())) {
      this.lag.set({ projection: name }, behindMs / 1000);
      this.parked.set({ projection: name }, parkedStreams);
    }
    this.runs.reset();
    for (const [status, count] of Object.entries(await runCounts(pool))) this.runs.set({ status }, count);
    return this.registry.metrics();
  }

  private gauge(name: string, help: string, label?: string): Gauge {
    return new Gauge({ name, help, labelNames: label === undefined ? [] : [label], registers: [this.registry] });
  }
}
