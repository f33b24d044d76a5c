import type { Page } from 'playwright-core';
import { settled } from './settled.js';

/**
 * What changes the view and nothing else: links within the console, sorts, filters, choices, the moment, how a part is drawn.
 * Fields of an editor are no view.
 */
const ways = `[...document.querySelectorAll(
    'main a[href^="/"]:not([download]):not([target]), main th button, main button[aria-label^="Clear "],'
    + 'main [data-filter], main select, main [role=tab], main [role=group] > button[aria-pressed]')]
  .filter((one) => one.checkVisibility() && !one.disabled && one.getAttribute('aria-disabled') !== 'true'
    && !(one.matches('select, [aria-pressed]') && /\\/(edit|new)$/.test(location.pathname))
    && !/^\\/(v1|docs|problems|unsubscribe)\\b/.test(one.getAttribute('href') ?? ''))`;

const options = `[...document.querySelectorAll('[role=dialog] button, [role=dialog] input[type=checkbox], [role=dialog] input[type=radio]')]
  .filter((one) => one.checkVisibility() && !one.disabled)`;

/** Does one of the things that change what is shown, as `chance` (0 to 1) has it, and waits until that is shown. */
export const wander = async (page: Page, chance: number): Promise<string> => {
  const did = await page.evaluate<string>(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const at = document.querySelector('[data-moment]');
    const ways = ${ways};
    const keys = at === null ? [] : ['[', ']'];
    const number = Math.floor(${chance} * (ways.length + keys.length));
    const key = keys[number - ways.length];
    if (key !== undefined) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      return key;
    }
    const way = ways[number];
    if (way === undefined) return 'nothing';
    const said = way.tagName + ' ' + (way.getAttribute('aria-label') ?? way.textContent ?? '').slice(0, 60);
    if (way.matches('select')) {
      const { set } = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value');
      const choices = [...way.options].filter(({ disabled }) => !disabled);
      set.call(way, choices[Math.floor((${chance} * 7919) % 1 * choices.length)].value);
      way.dispatchEvent(new Event('change', { bubbles: true }));
      return said;
    }
    way.click();
    if (!way.matches('[data-filter]')) return said;
    for (let frames = 0; frames < 20 && ${options}.length === 0; frames += 1) await frame();
    const all = ${options};
    all[Math.floor((${chance} * 7919) % 1 * all.length)]?.click();
    await frame();
    return said;
  })()`);
  for (let times = 0; times < 3 && (await page.locator('[role=dialog], [role=menu]').count()) > 0; times += 1)
    await page.keyboard.press('Escape');
  await settled(page);
  return did;
};
