import type { Page } from 'playwright-core';
import { looks, overflowOf, violationsOf } from './browser.js';
import { drawn } from './settled.js';

/** What axe and the window find wrong with the page as it is, in every look: a page follows the browser while it is open. */
export const faultsOf = async (page: Page, state: string): Promise<readonly string[]> => {
  const faults: string[] = [];
  // The browser draws a page behind another one once in a second.
  await page.bringToFront();
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.theme });
    await page.setViewportSize({ width: look.width, height: 800 });
    await drawn(page);
    const wider = await overflowOf(page);
    const found = [...(await violationsOf(page)), ...(wider > 0 ? [`${wider} px wider than the window`] : [])];
    faults.push(...found.map((fault) => `${state}, ${look.theme}, ${look.width}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: looks[0]?.theme ?? null });
  await page.setViewportSize({ width: 1280, height: 800 });
  return faults;
};
