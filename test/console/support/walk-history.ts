import type { Page } from 'playwright-core';
import { settledHere } from './settled.js';

/** What the page of a run shows of one moment. Null: the tab shows it not. */
export interface ShownMoment {
  readonly number: number;
  /** The pill beside the title. */
  readonly status: string;
  readonly sentence: string;
  readonly ledger: Readonly<Record<string, number>> | null;
  /** Place, status and attempt of each row. */
  readonly communications: readonly (readonly [string, string, number])[] | null;
  /** Of the campaign, newest first, the pinned one marked. */
  readonly versions: readonly string[] | null;
  /** Of the run, newest first. */
  readonly revisions: readonly string[] | null;
}

const read = `() => {
  const header = document.querySelector('main header');
  const all = (within, selector) => [...within.querySelectorAll(selector)];
  const ledger = all(document, '[data-ledger]');
  const place = (row) => new URLSearchParams(row.querySelector('a').search).get('open');
  const messages = document.querySelector('[role=region][aria-label="Communications of the run"]');
  const [versions, revisions] = all(document, 'main ol[reversed]');
  const noMessage = document.querySelector('main').textContent.includes('No message yet');
  return {
    number: Number(document.querySelector('[data-moment]').dataset.moment),
    status: header.querySelector('h1').nextElementSibling.textContent.trim(),
    sentence: header.querySelector('p').textContent,
    ledger: ledger.length === 0 ? null
      : Object.fromEntries(ledger.map((cell) => [cell.dataset.ledger, Number(cell.textContent)])),
    communications: messages === null ? (noMessage ? [] : null)
      : all(messages, 'tr[data-index]').map((row) =>
          [place(row), row.cells[1].textContent, Number(row.cells[3].textContent)]),
    versions: versions === undefined ? null
      : all(versions, 'li').map((item) =>
          item.querySelector('span').textContent + (item.textContent.endsWith('this run') ? ' pinned' : '')),
    revisions: revisions === undefined ? null
      : all(revisions, 'li').map((item) =>
          item.querySelector('span').textContent + ' ' + item.querySelector('div > span').firstChild.textContent.trim()),
  };
}`;

/**
 * Goes with a key of the page from its moment to another one, and answers what each showed on the way. It runs in the page:
 * a hundred moments are a hundred keys, not hundreds of messages to the browser.
 */
export const walkTo = (page: Page, key: '[' | ']', last: number): Promise<readonly ShownMoment[]> =>
  page.evaluate<readonly ShownMoment[]>(`(async () => {
    const read = ${read};
    const step = ${JSON.stringify(key)} === ']' ? 1 : -1;
    const patience = 20_000;
    const until = async (number) => {
      const begin = performance.now();
      while (!(document.querySelector('[data-moment="' + number + '"]') !== null && ${settledHere})) {
        if (performance.now() - begin > patience) throw new Error('moment ' + number + ' does not come');
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
    };
    const shown = [];
    for (let number = Number(new URLSearchParams(location.search).get('at')); ; number += step) {
      await until(number);
      shown.push(read());
      if (number === ${last}) return shown;
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ${JSON.stringify(key)}, bubbles: true }));
    }
  })()`);
