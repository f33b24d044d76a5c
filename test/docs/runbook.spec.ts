import { metricNames } from '../../apps/api/src/metrics/metrics.js';
import { pages, readPage, tableUnder } from './page.js';

const page = readPage('docs/runbook.md');
const title = 'Runbook';

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');

describe('docs/runbook.md', () => {
  const sections = [...page.sections].filter(([heading]) => heading !== '' && heading !== title);

  it.each(sections)('says of each trouble what users see, what confirms it and what heals it: %s', (_, text) => {
    for (const part of ['**Users see**', '**Confirm**', '**Heal']) expect(text).toContain(part);
  });

  it('sends every alert to a section that is there', () => {
    const anchors = new Set(sections.map(([heading]) => anchorOf(heading)));
    const rows = tableUnder(page, title);
    const targets = rows.flatMap(([, , target = '']) => [...target.matchAll(/\(#([\w-]+)\)/g)].map(([, to]) => to));
    expect(targets.filter((to) => to === undefined || !anchors.has(to))).toEqual([]);
    expect(targets.length).toBeGreaterThan(8);
  });

  it('has an alert for everything that the service measures of its own health', () => {
    // How many runs, batches and open pages there are is for looking at.
    const forLooking = ['sortie_runs', 'sortie_batches_open', 'sortie_messages_claimed', 'sortie_event_streams'];
    const alarming = metricNames.filter((name) => !forLooking.includes(name));
    const rules = tableUnder(page, title).map(([, rule]) => rule);
    expect(alarming.filter((name) => !rules.some((rule) => rule?.includes(name)))).toEqual([]);
  });
});

describe.each(pages)('metrics named in %s', (path) => {
  it('are metrics of the service', () => {
    const named = new Set(readPage(path).text.match(/\bsortie_[a-z_]+_[a-z]+\b|\bsortie_runs\b/g));
    const base = (name: string): string => name.replace(/_(count|sum|bucket)$/, '');
    expect([...named].filter((name) => !metricNames.includes(base(name)) && name !== 'sortie_restored')).toEqual([]);
  });
});
