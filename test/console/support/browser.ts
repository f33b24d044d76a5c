import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly width: 1280 | 390;
}

const heights = { 1280: 800, 390: 844 } satisfies Record<Look['width'], number>;

/** Every look that pages are tried in. */
export const looks: readonly Look[] = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
];

/** What a page must never do, as it happened. */
export interface Misdeeds {
  /** Addresses of other origins that were asked for. */
  readonly foreign: string[];
  /** What the Content-Security-Policy kept from happening, and errors nobody caught. */
  readonly faults: string[];
}

export interface Profile {
  readonly context: BrowserContext;
  readonly misdeeds: Misdeeds;
  page(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Chromium of Debian, without a window. */
export class Browser {
  private constructor(
    private readonly folder: string,
    private readonly browser: Awaited<ReturnType<typeof chromium.launch>>,
  ) {}

  static async start(): Promise<Browser> {
    const folder = mkdtempSync(join(tmpdir(), 'sortie-chromium-'));
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
      env: { ...process.env, HOME: folder },
    });
    return new Browser(folder, browser);
  }

  /** A fresh profile: no cookie, nothing kept. It watches over what its pages do. */
  async profile(origin: string, look: Look = { theme: 'light', width: 1280 }): Promise<Profile> {
    const context = await this.browser.newContext({
      baseURL: origin,
      viewport: { width: look.width, height: heights[look.width] },
      colorScheme: look.theme,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
    const misdeeds: Misdeeds = { foreign: [], faults: [] };
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) misdeeds.foreign.push(url);
      if (url.startsWith(`${origin}/csp-reports`))
        misdeeds.faults.push(`refused by policy: ${request.postData() ?? ''}`);
    });
    context.on('weberror', (error) => misdeeds.faults.push(String(error.error())));
    context.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) misdeeds.faults.push(message.text());
    });
    return {
      context,
      misdeeds,
      page: async (path) => {
        const page = await context.newPage();
        await page.goto(path);
        return page;
      },
      close: () => context.close(),
    };
  }

  async stop(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const axeSource = readFileSync(
  createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'),
  'utf8',
);

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with a page as it is now: rule, and the elements. */
export const violationsOf = async (page: Page): Promise<readonly string[]> => {
  // Run from outside the page: its policy allows no script that is not a file of the service. Once for each page.
  if (!(await page.evaluate<boolean>("typeof axe !== 'undefined'"))) await page.evaluate(`${axeSource}; undefined`);
  const found = await page.evaluate<{ id: string; nodes: { html: string; failureSummary?: string }[] }[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then(({ violations }) => violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => ({ html: html.slice(0, 200), failureSummary })),
    })))`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
};

/** Nothing is wider than the window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
