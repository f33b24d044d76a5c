import type { Page } from 'playwright-core';

/** Says in the page whether all of it is there: nothing is read, no bone of a skeleton is left, and there is a heading. */
export const settledHere = `(() => {
  const main = document.querySelector('main[data-reading=false]');
  return main !== null
    && main.querySelector('h1') !== null
    && main.querySelector('[data-stale=true], [aria-busy=true]') === null
    && document.querySelector('[role=status][aria-label^=Load], [role=status][aria-label^=Reading]') === null;
})()`;

/**
 * Until all of the page is there, and was so for two frames: what is read last may ask for more. Throws what the page
 * shows when that does not come.
 */
export const settled = (page: Page): Promise<void> =>
  page.evaluate<void>(
    `new Promise((resolve, reject) => {
      const begun = performance.now();
      let calm = 0;
      const look = () => {
        calm = ${settledHere} ? calm + 1 : 0;
        if (calm > 2) resolve();
        else if (performance.now() - begun > 30_000)
          reject(new Error('does not become calm: ' + location.href + ' ' + document.body.innerText.slice(0, 500)));
        else requestAnimationFrame(look);
      };
      look();
    })`,
  );

/** Until what was changed is drawn: even the shortest animation begins a frame later, and ends when there is time for it. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate<void>(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    await frame();
  })()`);
