import { overflowOf, type Profile, violationsOf } from './browser.js';

/** What axe and the window find wrong with the list of runs: full, empty, and while the API does not answer. */
export const faultsOfRuns = async ({ page: open, context }: Profile): Promise<readonly string[]> => {
  const page = await open('/runs');
  await page.locator('[data-row]').first().waitFor();
  const full = await violationsOf(page);
  const wider = await overflowOf(page);
  await page.goto('/runs?status=missed&type=retry');
  await page.getByText('No run is so').waitFor();
  const empty = await violationsOf(page);
  // The line is cut for the list alone: everything else is the service's own answer.
  await context.route(/\/v1\/runs(\?|$)/, (route) => route.abort());
  await page.goto('/runs');
  await page.getByText('The API did not answer').waitFor();
  const broken = await violationsOf(page);
  return [...full, ...empty, ...broken, ...(wider > 0 ? [`${wider} px wider than the window`] : [])];
};
