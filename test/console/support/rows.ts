import type { Page } from 'playwright-core';

/** Ids of the rows of a list, in their order. */
export const rowsShown = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`[...document.querySelectorAll('[data-row]')].map((row) => row.dataset.row)`);

/** Texts of every row of a long table, its first cell and its second: those in view, and the rest by scrolling through it. */
export const everyRow = (page: Page, table: string): Promise<readonly (readonly [string, string])[]> =>
  page.evaluate<readonly (readonly [string, string])[]>(`(async () => {
    const place = document.querySelector('[role=region][aria-label=${JSON.stringify(table)}]');
    const found = new Map();
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (place.scrollTop = 0; ; place.scrollTop += place.clientHeight / 2) {
      await frame();
      for (const row of place.querySelectorAll('tr[data-index]')) {
        found.set(Number(row.dataset.index), [row.cells[0].textContent, row.cells[1].textContent]);
      }
      if (place.scrollTop + place.clientHeight >= place.scrollHeight - 1) break;
    }
    return [...found].toSorted(([a], [b]) => a - b).map(([, texts]) => texts);
  })()`);
