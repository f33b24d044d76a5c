import type { Page } from 'playwright-core';
import type { RunView } from '../../apps/api/src/runs/run-view.js';
import { historyOf, runNow, untilRun } from '../support/runs.js';
import { consoleUnderTest } from './support/console-under-test.js';
import { complaint, makeWrongRun, terms, type WrongRun } from './support/wrong-run.js';

const under = consoleUnderTest();
let story: WrongRun;
beforeEach(async () => {
  story = await makeWrongRun(under.service, under.sink);
}, 120_000);

const lessonsOf = async (run: string) =>
  (await under.client.get<{ items: { place: string; note: string }[] }>(`/v1/lessons?run=${run}`)).items;

const dayMs = 86_400_000;

it('leads by mouse from a run that looks wrong to its cause, and lets the next ones be put right', async () => {
  const { page: open } = await under.signedIn();
  const page = await open('/runs');
  await page.locator(`[data-row="${story.wrong}"] a`).first().click();
  await page.waitForURL(`**/runs/${story.wrong}/overview`);
  await page.getByText('Completed: 3 of 3 accepted').waitFor();
  await page.getByText('campaign has changed since: now v3').waitFor();
  const { type } = await runNow(under.client, story.wrong);
  await page.locator('dl').getByText(type, { exact: true }).first().waitFor();

  await tab(page, 'Communications').click();
  await page.getByRole('link', { name: 'Person 0' }).click();
  await panel(page, 'Message to Person 0').getByText(terms.wrong).first().waitFor();

  await tab(page, 'Replies').click();
  await page.getByText(complaint).last().waitFor();

  await tab(page, 'Versions').click();
  await page.getByRole('listitem').filter({ hasText: 'this run' }).getByText('v2', { exact: true }).waitFor();

  await tab(page, 'Instructions').click();
  await page.getByText('v2 as used, v3 as it is now').waitFor();
  await page.getByText('used v1, this one v2').waitFor();

  await tab(page, 'Explain').click();
  await page.getByRole('region', { name: 'The likely cause' }).getByText('instructions').waitFor();
  const factors = page.getByRole('region', { name: 'Factors' });
  await factors
    .getByRole('row', { name: /^template/i })
    .getByText('same')
    .first()
    .waitFor();
  await page.getByLabel('What was learnt').fill('Terms of another evening were published by mistake.');
  await page.getByRole('button', { name: 'Record the lesson' }).click();
  await page.getByRole('list', { name: 'Lessons recorded so far' }).getByText('Terms of another evening').waitFor();
  expect(await lessonsOf(story.wrong)).toMatchObject([{ place: 'campaign' }]);

  await page.goto(`/runs/${story.toReschedule}`);
  const before = await runNow(under.client, story.toReschedule);
  await page.getByRole('button', { name: 'Reschedule' }).click();
  await page.getByRole('button', { name: '+ 1 day' }).click();
  await page.getByLabel('Reason').fill('The terms are being looked at');
  await page.getByRole('dialog').getByRole('button', { name: 'Reschedule' }).click();
  await page.getByText('The run is rescheduled').first().waitFor();
  await checkMoved(before);

  await page.goto(`/runs/${story.toCancel}`);
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByLabel('Reason').fill('The date has moved');
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  const link = page.getByRole('link', { name: /^Event \d+ of its history/ });
  await link.click();
  await panel(page, 'Event').getByText('The date has moved').first().waitFor();
  await untilRun(under.client, story.toCancel, 'cancelled');
}, 120_000);

it('does the same by keyboard alone', async () => {
  const { page: open } = await under.signedIn();
  const page = await open(`/runs?campaign=${story.campaign.id}`);
  await page.locator('[data-row]').first().waitFor();
  const focused = () =>
    page.evaluate<string | null>(`document.activeElement.closest('[data-row]')?.dataset.row ?? null`);
  for (let steps = 0; (await focused()) !== story.wrong && steps < 10; steps += 1) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/runs/${story.wrong}/overview`);
  await page.getByText('Completed: 3 of 3 accepted').waitFor();

  await page.keyboard.press('m');
  await tabTo(page, 'link', /Person 0/);
  await page.keyboard.press('Enter');
  await panel(page, 'Message to Person 0').getByText(terms.wrong).first().waitFor();
  await page.keyboard.press('Escape');
  expect(await nameOfFocus(page)).toMatch(/Person 0/);

  await page.keyboard.press('p');
  await page.getByText(complaint).last().waitFor();
  await page.keyboard.press('v');
  await page.getByText('this run', { exact: true }).waitFor();
  await page.keyboard.press('i');
  await page.getByText('used v1, this one v2').waitFor();
  await page.keyboard.press('w');
  await page.getByRole('region', { name: 'The likely cause' }).getByText('instructions').waitFor();
  await tabTo(page, 'textarea', /What was learnt/);
  await page.keyboard.type('Publish terms with a second pair of eyes.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('list', { name: 'Lessons recorded so far' }).getByText('second pair of eyes').waitFor();
  expect(await lessonsOf(story.wrong)).toHaveLength(1);

  await page.goto(`/runs/${story.toReschedule}`);
  await page.getByText('Scheduled for').first().waitFor();
  const before = await runNow(under.client, story.toReschedule);
  await page.keyboard.press('r');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'button', /\+ 1 day/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'textarea', /Reason/);
  await page.keyboard.press('Control+Enter');
  await page.getByText('The run is rescheduled').first().waitFor();
  await checkMoved(before);

  await page.goto(`/runs/${story.toCancel}`);
  await page.getByText('Scheduled for').first().waitFor();
  await page.keyboard.press('c');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'textarea', /Reason/);
  await page.keyboard.type('The date has moved');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await untilRun(under.client, story.toCancel, 'cancelled');
}, 120_000);

it('shows every moment of a run as the server folds it', async () => {
  const { page: open } = await under.signedIn();
  const history = await historyOf(under.client, story.wrong);
  const page = await open(`/runs/${story.wrong}/overview?at=1`);
  for (let number = 1; number <= history.length; number += 1) {
    await page.getByText(`Viewing the past: event ${number} of ${history.length}`).waitFor();
    await page.locator(`[data-moment="${number}"]`).waitFor();
    const then = await under.client.get<RunView>(`/v1/runs/${story.wrong}?at=${number}`);
    expect(await shownOf(page)).toEqual({
      number,
      status: then.status,
      ledger: [then.ledger.audience, then.ledger.accepted, then.ledger.waiting, then.ledger.inFlight],
    });
    await page.keyboard.press(']');
  }
  expect(await page.getByRole('button', { name: 'Run again' }).getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('button', { name: 'Return to live', exact: true }).click();
  await page.getByText(`Live, ${history.length} events`).waitFor();
  await page.waitForURL(`**/runs/${story.wrong}/overview`);
}, 120_000);

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the run' }).getByRole('link', { name });

const panel = (page: Page, name: string) => page.getByRole('complementary', { name });

const nameOfFocus = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `(({ activeElement: e }) => (e.labels?.[0]?.textContent ?? e.getAttribute('aria-label') ?? e.textContent))(document)`,
  );

/** Goes on with the Tab key until something of that name has the focus, as who has no mouse would. */
const tabTo = async (page: Page, kind: 'link' | 'button' | 'textarea', name: RegExp): Promise<void> => {
  const tag = kind === 'link' ? 'A' : kind.toUpperCase();
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<string>('document.activeElement.tagName');
    if (at === tag && name.test(await nameOfFocus(page))) return;
  }
  throw new Error(`the Tab key does not come to ${name.source}`);
};

const checkMoved = async ({ id, startAt }: RunView): Promise<void> => {
  const { startAt: now } = await runNow(under.client, id);
  // The dialog speaks of minutes.
  const moved = Date.parse(now ?? '') - Date.parse(startAt ?? '');
  expect(Math.abs(moved - dayMs)).toBeLessThan(61_000);
};

/** What the page says of the moment that it shows. */
const shownOf = async (page: Page) => {
  const text = (name: string) => page.locator(`[data-ledger="${name}"]`).textContent();
  const place = page.locator('[data-moment]');
  return {
    number: Number(await place.getAttribute('data-moment')),
    status: await place.getAttribute('data-status'),
    ledger: [
      Number(await text('audience')),
      Number(await text('accepted')),
      Number(await text('waiting')),
      Number(await text('in flight')),
    ],
  };
};
