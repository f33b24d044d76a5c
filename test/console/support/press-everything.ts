import type { Page } from 'playwright-core';
import { settled } from './settled.js';

const frames = `(async () => {
  for (let frames = 0; frames < 4; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
})()`;

const overlay = '[role=dialog], [role=alertdialog], [role=menu]';
const isOpen = `document.querySelector('${overlay}') !== null`;

/** Names of what can be pressed within, each once; what only the browser would do (copy, save a file) is left out. */
const pressable = (page: Page, within: string): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(
    `[...new Set([...document.querySelectorAll(${JSON.stringify(within)})].flatMap((place) =>
      [...place.querySelectorAll('button, [role=menuitem], input[type=submit]')]
        .filter((one) => !one.disabled && one.ariaDisabled !== 'true' && one.getAttribute('aria-disabled') !== 'true')
        .filter((one) => one.checkVisibility() && !/^(copy|close|download)/i.test(one.ariaLabel ?? one.textContent))
        .map((one) => one.ariaLabel ?? one.textContent)))]`,
  );

const focusOn = (page: Page, within: string, name: string): Promise<boolean> =>
  page.evaluate<boolean>(`(() => {
    for (const place of document.querySelectorAll(${JSON.stringify(within)}))
      for (const one of place.querySelectorAll('button, [role=menuitem], input[type=submit]'))
        if ((one.ariaLabel ?? one.textContent) === ${JSON.stringify(name)} && one.checkVisibility()) {
          one.focus();
          return document.activeElement === one;
        }
    return false;
  })()`);

/** Whatever a form asks for, so that it is not what is missing that keeps it from being sent. */
const fillIn = (page: Page): Promise<void> =>
  page.evaluate<void>(`(() => {
    for (const field of document.querySelectorAll('[role=dialog] textarea, [role=dialog] input:not([type]), [role=dialog] input[type=text]')) {
      const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value');
      set.call(field, 'because');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  })()`);

const closeAll = async (page: Page): Promise<void> => {
  for (let times = 0; times < 3 && (await page.evaluate<boolean>(isOpen)); times += 1) {
    await page.keyboard.press('Escape');
    await page.evaluate(frames);
  }
};

/**
 * Presses everything in the page that can be pressed, and everything in what that opens, filled in. Rows that offer the
 * same have menus that say the same: of those, one is pressed through.
 */
export const pressEverything = async (page: Page, url: string): Promise<readonly string[]> => {
  const pressed: string[] = [];
  const menus = new Set<string>();
  const press = async (within: string, name: string): Promise<boolean> => {
    if (!(await focusOn(page, within, name))) return false;
    await page.keyboard.press('Enter');
    await page.evaluate(frames);
    pressed.push(name);
    return true;
  };
  const backToPage = async (): Promise<void> => {
    await closeAll(page);
    const { pathname, search } = new URL(page.url());
    if (pathname + search === url && !(await page.evaluate<boolean>(isOpen))) return;
    await page.goto(url);
    await settled(page);
  };
  await page.goto(url);
  await settled(page);
  for (const name of await pressable(page, 'main')) {
    await press('main', name);
    const inside = (await page.evaluate<boolean>(isOpen)) ? await pressable(page, overlay) : [];
    const menu = inside.join('\n');
    for (const one of menus.has(menu) ? [] : inside) {
      if (!(await page.evaluate<boolean>(isOpen))) {
        await backToPage();
        await press('main', name);
      }
      await fillIn(page);
      await press(overlay, one);
    }
    menus.add(menu);
    await backToPage();
  }
  return pressed;
};
