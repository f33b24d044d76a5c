import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { parkedItems } from '#platform/troubles/troubles.js';
import { liveWorkers, queueSeenBy } from '#platform/workers/workers.js';
import { backlog } from '#readmodel/due/backlog.js';
import { listHolds } from '#readmodel/gates/queries.js';
import { lags } from '#readmodel/lags.js';
import { outcomes, outcomeTotals } from '#readmodel/runs/outcome-totals.js';
import { runCounts } from '#readmodel/runs/queries.js';
import { Installation } from '../installation.js';

/** Read from the tables at each scrape, and the same from every process. */
const gauges = {
  sortie_feed_held_back_seconds: {
    help: 'Age of the oldest transaction that hides newer events from every subscriber',
  },
  sortie_projection_lag_seconds: { help: 'Age of the oldest event that a read model lacks', label: 'projection' },
  sortie_projection_parked_streams: { help: 'Streams that a read model does not take in for now', label: 'projection' },
  sortie_runs: { help: 'Runs by status', label: 'status' },
  sortie_runs_stalled: { help: 'Runs without progress for a minute and nothing known to wait for' },
  sortie_start_lateness_seconds: { help: 'How long the most overdue scheduled run has been due' },
  sortie_batches_open: { help: 'Batches that are not closed: what the queue has to hold' },
  sortie_messages_claimed: { help: 'Messages that are claimed and not settled' },
  sortie_drafts_waiting: { help: 'Drafts that wait for a reviewer' },
  sortie_recipients: { help: 'Recipients of all runs by the column of the ledger', label: 'outcome' },
  sortie_holds: { help: 'Holds in force' },
  sortie_parked_items: { help: 'Jobs and reactions that wait for a person' },
  sortie_workers: { help: 'Workers that were seen in the last 15 seconds' },
  sortie_queue_trouble: { help: 'Workers that cannot use the queue, or find that it loses jobs' },
  sortie_queue_jobs: { help: 'Jobs in the queue as a worker saw them last', label: 'state' },
} as const satisfies Record<string, { help: string; label?: string }>;

type GaugeName = keyof typeof gauges;

/** Names of all metrics of the service itself; those of Node.js come on top. */
export const metricNames: readonly string[] = [
  'sortie_http_request_seconds',
  'sortie_policy_reports_total',
  'sortie_event_streams',
  ...Object.keys(gauges),
];

@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'sortie_http_request_seconds',
    help: 'Time to answer a request, of this process',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
    registers: [this.registry],
  });
  private readonly policyReports = new Counter({
    name: 'sortie_policy_reports_total',
    help: 'What browsers reported that the content security policy kept from happening, to this process',
    labelNames: ['directive'],
    registers: [this.registry],
  });
  private readonly streams = new Gauge({
    name: 'sortie_event_streams',
    help: 'Streams of events that are open with this process',
    registers: [this.registry],
  });
  private readonly gauges: ReadonlyMap<string, Gauge>;

  constructor(private readonly installation: Installation) {
    collectDefaultMetrics({ register: this.registry });
    this.gauges = new Map(
      Object.entries<{ help: string; label?: string }>(gauges).map(([name, { help, label }]) => [
        name,
        new Gauge({ name, help, labelNames: label === undefined ? [] : [label], registers: [this.registry] }),
      ]),
    );
  }

  request(labels: { route: string; method: string; status: number }, seconds: number): void {
    this.requests.observe(labels, seconds);
  }

  /** `directive` of the policy; one of a fixed list. */
  policyReport(directive: string): void {
    this.policyReports.inc({ directive });
  }

  /** Returns what says that it has ended. */
  streamOpened(): () => void {
    this.streams.inc();
    return () => this.streams.dec();
  }

  /** In the text format of Prometheus. Read models that no worker has made yet are left out. */
  async text(): Promise<string> {
    const { pool, store, clock } = this.installation;
    for (const gauge of this.gauges.values()) gauge.reset();
    this.set('sortie_feed_held_back_seconds', await this.heldBackSeconds());
    const states = await lags(pool, store, clock());
    for (const { name, behindMs, parkedStreams } of states) {
      this.set('sortie_projection_lag_seconds', behindMs / 1000, name);
      this.set('sortie_projection_parked_streams', parkedStreams, name);
    }
    const made = new Set(states.map(({ name }) => name));
    if (made.has('runs')) await this.readRuns();
    if (made.has('due')) await this.readBacklog();
    if (made.has('gates')) this.set('sortie_holds', (await listHolds(pool)).length);
    this.set('sortie_parked_items', (await parkedItems(pool)).length);
    await this.readWorkers();
    return this.registry.metrics();
  }

  private async readWorkers(): Promise<void> {
    const workers = await liveWorkers(this.installation.pool);
    this.set('sortie_workers', workers.length);
    const { jobs, workersInTrouble } = queueSeenBy(workers);
    this.set('sortie_queue_trouble', workersInTrouble);
    if (jobs === null) return;
    this.set('sortie_queue_jobs', jobs.waiting, 'waiting');
    this.set('sortie_queue_jobs', jobs.active, 'active');
  }

  private async readRuns(): Promise<void> {
    const { pool } = this.installation;
    for (const [status, count] of Object.entries(await runCounts(pool))) this.set('sortie_runs', count, status);
    const totals = await outcomeTotals(pool);
    for (const outcome of outcomes) this.set('sortie_recipients', totals[outcome], outcome);
  }

  private async readBacklog(): Promise<void> {
    const { pool, clock } = this.installation;
    const { openBatches, claimed, drafts, latenessMs, stalledRuns } = await backlog(pool, clock());
    this.set('sortie_batches_open', openBatches);
    this.set('sortie_messages_claimed', claimed);
    this.set('sortie_drafts_waiting', drafts);
    this.set('sortie_start_lateness_seconds', latenessMs / 1000);
    this.set('sortie_runs_stalled', stalledRuns);
  }

  /** Only a log in PostgreSQL waits for transactions. */
  private async heldBackSeconds(): Promise<number> {
    const { config, pool } = this.installation;
    if (config.eventStoreUrl !== null) return 0;
    const { rows } = await pool.query<{ seconds: number }>(
      `select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)::float8 as seconds
       from pg_stat_activity where backend_xid is not null`,
    );
    return rows[0]?.seconds ?? 0;
  }

  private set(name: GaugeName, value: number, label?: string): void {
    const definition: { readonly help: string; readonly label?: string } = gauges[name];
    const labels = definition.label === undefined || label === undefined ? {} : { [definition.label]: label };
    this.gauges.get(name)?.set(labels, value);
  }
}
