import type { Page } from 'playwright-core';
import { settled } from './settled.js';

/**
 * What cannot be seen to have the focus when it has it: no outline, shadow or border of it or around it changes, or it is
 * covered, or out of the window. Each thing of the page that the Tab key comes to is tried.
 */
export const unseenFocus = async (page: Page): Promise<readonly string[]> => {
  // From here on the browser shows the focus as for somebody who works by keys.
  await page.keyboard.press('Tab');
  return page.evaluate<readonly string[]>(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const looks = (element) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
      return [outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor].join();
    };
    const around = (element) => [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean);
    const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"], iframe')]
      .filter((element) => element.tabIndex >= 0 && !element.disabled && visible(element) && !element.closest('[inert]'));
    const faults = [];
    for (const element of stops) {
      if (!element.isConnected) continue;
      document.activeElement?.blur();
      const before = around(element).map(looks);
      element.focus();
      if (document.activeElement !== element) continue;
      // Even the shortest animation begins a frame later, and ends when the browser has time for it.
      await frame();
      await Promise.allSettled(around(element).flatMap((one) => one.getAnimations()).map(({ finished }) => finished));
      await frame();
      const said = element.outerHTML.slice(0, 120);
      if (element.tagName !== 'IFRAME' && around(element).map(looks).every((look, at) => look === before[at]))
        faults.push('looks as without the focus: ' + said);
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) faults.push('out of the window: ' + said);
      else {
        const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
        const there = document.elementFromPoint(x, y);
        const label = element.labels?.[0] ?? null;
        if (there === null || !(element.contains(there) || there.contains(element) || label?.contains(there)))
          faults.push('covered by ' + there?.outerHTML.slice(0, 80) + ': ' + said);
      }
    }
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    return faults;
  })()`);
};

const opener = 'button[aria-haspopup]:not([aria-disabled=true]), main header button:not([aria-disabled=true])';

/**
 * Opens every dialog, menu and panel that a button of the page opens and closes it again; answers those that keep the
 * focus. A button that leads away or takes itself away opens nothing: the page is gone back to.
 */
export const keptFocus = async (page: Page, tried: Set<string>): Promise<readonly string[]> => {
  const faults: string[] = [];
  const address = page.url();
  for (const name of await openersOf(page)) {
    if (name === '' || tried.has(name)) continue;
    tried.add(name);
    const at = (await openersOf(page)).indexOf(name);
    if (at === -1) continue;
    const button = page.locator(opener).nth(at);
    await button.focus();
    await page.keyboard.press('Enter');
    if (!(await becomes(page, true))) {
      if (page.url() === address) continue;
      await page.goto(address);
      await settled(page);
      continue;
    }
    await page.keyboard.press('Escape');
    if (!(await becomes(page, false))) faults.push(`Escape does not close what ${name} opens`);
    const back = await button.evaluate((element) => element.ownerDocument.activeElement === element);
    if (!back) faults.push(`the focus does not come back to ${name}`);
  }
  return faults;
};

/** Their names, in the order of the page; empty for those that are not to be seen. */
const openersOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(
    `[...document.querySelectorAll('${opener}')].map((button) =>
      button.checkVisibility() ? (button.getAttribute('aria-label') ?? button.textContent) : '')`,
  );

/** Whether something is open, or nothing, within some frames. Not Playwright's own waiting: the page's policy refuses it. */
const becomes = (page: Page, open: boolean): Promise<boolean> =>
  page.evaluate<boolean>(`(async () => {
    for (let frames = 0; frames < 60; frames += 1) {
      if ((${isOpen}) === ${open}) return true;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return false;
  })()`);

const isOpen = `document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null`;
