import type { Page } from 'playwright-core';
import { Browser } from '../../console/support/browser.js';
import { asker } from '../ask.js';
import { machine } from '../machine.js';
import { quantile, timed } from '../quantiles.js';
import type { SeedWanted } from '../seed/seed.js';
import { openSeeded, type Seeded } from '../seed/seeded.js';

/** One criterion of the console's specification with what was seen, and whether that is enough. */
export interface Criterion {
  readonly criterion: string;
  readonly seen: number;
  readonly goal: number;
  readonly unit: string;
}

export interface ConsoleFigures {
  readonly stack: string;
  readonly machine: string;
  readonly runs: number;
  readonly events: number;
  readonly longEvents: number;
  readonly wideRecipients: number;
  readonly turns: number;
  readonly criteria: readonly Criterion[];
  /** The pages showed what was seeded. */
  readonly verified: boolean;
}

const rowOf = 'table tbody tr[data-index], table tbody tr';
const patience = { timeout: 120_000 };

/** The console in a browser on seeded data: criteria A1, A2, A4 and A5. */
export const benchConsole = async (
  wanted: SeedWanted,
  turns: number,
  say: (line: string) => void,
): Promise<ConsoleFigures> => {
  const seeded = await openSeeded(wanted, say);
  const browser = await Browser.start();
  try {
    const { runs, events, longRun, wideRun } = seeded.figures;
    const counters = await countersOf(seeded, turns);
    const lists = await loads(browser, seeded, turns);
    const history = await scrolled(browser, seeded, longRun);
    const wide = await filtered(browser, seeded, wideRun);
    const criteria: readonly Criterion[] = [
      { criterion: 'A1 /runs: first rows, cold cache, p95', seen: quantile(lists.rows, 0.95), goal: 1_000, unit: 'ms' },
      { criterion: 'A1 /runs: largest paint, p95', seen: quantile(lists.paint, 0.95), goal: 1_200, unit: 'ms' },
      { criterion: 'A2 status counters, p95', seen: quantile(counters.ms, 0.95), goal: 50, unit: 'ms' },
      { criterion: 'A4 history: rows are there', seen: history.shown, goal: 1_500, unit: 'ms' },
      { criterion: 'A4 history: most rows in the page', seen: history.mostRows, goal: 200, unit: 'rows' },
      { criterion: 'A4 history: tasks while scrolling to the end, p95', seen: history.taskP95, goal: 100, unit: 'ms' },
      { criterion: 'A4 history: heap at the end', seen: history.heapMb, goal: 150, unit: 'MB' },
      { criterion: 'A5 communications: rows are there', seen: wide.shown, goal: 1_000, unit: 'ms' },
      { criterion: 'A5 communications: a filter', seen: wide.filter, goal: 300, unit: 'ms' },
    ];
    return {
      stack: 'Stack: embedded',
      machine: machine(),
      runs,
      events,
      longEvents: history.rows,
      wideRecipients: wide.recipients,
      turns,
      criteria,
      verified: counters.sum >= runs && history.atEnd && wide.recipients === wanted.wideRecipients,
    };
  } finally {
    await browser.stop();
    await seeded.stop();
  }
};

const countersOf = async (
  seeded: Seeded,
  turns: number,
): Promise<{ readonly ms: readonly number[]; readonly sum: number }> => {
  const ask = asker(seeded.apiUrl, seeded.key);
  const ms: number[] = [];
  let sum = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const answer = await ask('/v1/runs/counters');
    const { counts } = answer.body as { counts: { readonly [status: string]: number } };
    ms.push(answer.ms);
    sum = Object.values(counts).reduce((a, b) => a + b, 0);
  }
  return { ms, sum };
};

/** A page in a profile that has kept nothing, signed in. */
const opened = async <T>(
  browser: Browser,
  { apiUrl, key }: Seeded,
  path: string,
  look: (page: Page) => Promise<T>,
): Promise<T> => {
  const profile = await browser.profile(apiUrl);
  try {
    const answer = await profile.context.request.post(`${apiUrl}/v1/session`, {
      data: { key },
      headers: { 'X-Sortie-Source': 'console', Origin: apiUrl, 'Sec-Fetch-Site': 'same-origin' },
    });
    if (!answer.ok()) throw new Error(`signing in: ${answer.status()}`);
    const page = await profile.page(path);
    await page.locator(rowOf).first().waitFor(patience);
    return await look(page);
  } finally {
    await profile.close();
  }
};

/** Since the page was asked for. */
const now = (page: Page): Promise<number> => page.evaluate<number>('performance.now()');

const largestPaint = `new Promise((resolve) => new PerformanceObserver((list) =>
  resolve(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))`;

const loads = async (browser: Browser, seeded: Seeded, turns: number) => {
  const rows: number[] = [];
  const paint: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await opened(browser, seeded, '/runs', async (page) => {
      rows.push(await now(page));
      paint.push(await page.evaluate<number>(largestPaint));
    });
  }
  return { rows, paint };
};

/** Scrolls on whenever the page has drawn, until the last row is there or nothing new comes. */
const scrollToEnd = `(async () => {
  const place = document.querySelector('[role=region] table').closest('[role=region]');
  const total = Number(place.querySelector('table').getAttribute('aria-rowcount')) - 1;
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: 'longtask' });
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  let last = 0;
  let mostRows = 0;
  const until = performance.now() + 300000;
  while (last < total && performance.now() < until) {
    place.scrollTop += place.clientHeight * 5;
    await drawn();
    const rows = place.querySelectorAll('tbody tr[data-index]');
    mostRows = Math.max(mostRows, rows.length);
    last = Math.max(last, ...[...rows].map((row) => Number(row.dataset.index) + 1));
  }
  return { total, last, mostRows, tasks, heap: performance.memory.usedJSHeapSize };
})()`;

interface Scrolled {
  readonly total: number;
  readonly last: number;
  readonly mostRows: number;
  readonly tasks: readonly number[];
  readonly heap: number;
}

const scrolled = (browser: Browser, seeded: Seeded, runId: string) =>
  opened(browser, seeded, `/runs/${runId}/history`, async (page) => {
    const shown = Math.round(await now(page));
    const found = await page.evaluate<Scrolled>(scrollToEnd);
    return {
      shown,
      rows: found.total,
      atEnd: found.last === found.total,
      mostRows: found.mostRows,
      // Only tasks of 50 ms and more are told; without any there is nothing to mind.
      taskP95: found.tasks.length === 0 ? 0 : quantile(found.tasks, 0.95),
      heapMb: Math.round(found.heap / 2 ** 20),
    };
  });

const filtered = (browser: Browser, seeded: Seeded, runId: string) =>
  opened(browser, seeded, `/runs/${runId}/communications`, async (page) => {
    const shown = Math.round(await now(page));
    const total = Number(await page.locator('[role=region] table').first().getAttribute('aria-rowcount')) - 1;
    await page
      .getByRole('button', { name: /^Status/ })
      .first()
      .click(patience);
    const option = page.getByRole('list', { name: 'Status' }).getByRole('button').first();
    await option.waitFor(patience);
    const { ms } = await timed(async () => {
      const answered = page.waitForResponse(
        (answer) => answer.url().includes('/communications?') && answer.url().includes('status='),
        patience,
      );
      await option.click(patience);
      await answered;
      await page.locator('[role=region][data-stale=false] tbody tr[data-index]').first().waitFor(patience);
    });
    return { shown, recipients: total, filter: Math.round(ms) };
  });

/** The table of a terminal. */
export const linesOfConsole = (found: ConsoleFigures): readonly string[] => [
  found.stack,
  found.machine,
  `${found.runs} runs, ${found.events} events; a run of ${found.longEvents} events, one of ${found.wideRecipients} communications; ${found.turns} turns`,
  '',
  ...found.criteria.map(
    ({ criterion, seen, goal, unit }) =>
      `${criterion.padEnd(52)}${seen.toFixed(1).padStart(10)} ${unit.padEnd(5)} goal ${String(goal).padStart(5)}  ${seen < goal || (unit === 'rows' && seen === goal) ? 'met' : 'missed'}`,
  ),
];
