import type { Page } from 'playwright-core';

/** Says in the page whether all of it is there: nothing is read, no bone of a skeleton is left, and there is a heading. */
export const settledHere = `(() => {
  const main = document.querySelector('main[data-reading=false]');
  return main !== null
    && main.querySelector('h1') !== null
    && main.querySelector('[data-stale=true], [aria-busy=true]') === null
    && document.querySelector('[role=status][aria-label^=Load], [role=status][aria-label^=Reading]') === null;
})()`;

/** Until all of the page is there, and was so for two frames: what is read last may ask for more. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    `new Promise((resolve) => {
      const calm = (frames) => !(${settledHere}) ? resolve(false)
        : frames === 0 ? resolve(true) : requestAnimationFrame(() => calm(frames - 1));
      calm(2);
    })`,
  );
};

/** Until what was changed is drawn: even the shortest transition begins a frame later, and ends another one later. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate<void>(`(async () => {
    for (let frames = 0; frames < 3; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  })()`);
