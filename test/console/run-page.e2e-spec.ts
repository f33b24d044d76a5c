import type { Page } from 'playwright-core';
import { answer } from '../support/answering.js';
import { eventually } from '../support/eventually.js';
import { aReadyCampaign, type ReadyCampaign } from '../support/ready-campaign.js';
import { startRun, untilEnded } from '../support/runs.js';
import { looks, overflowOf, violationsOf } from './support/browser.js';
import { consoleUnderTest } from './support/console-under-test.js';

const under = consoleUnderTest();

/** Whoever runs one of these writes its name here. */
const script = `<script>document.documentElement.dataset.ran='yes'</script>`;
const image = `<img src="https://elsewhere.example/x.png" onerror="document.documentElement.dataset.ran='yes'">`;
const arabic = 'مرحبا بالعالم';
const rightToLeft = `\u202emoc.live\u202c ${`${arabic} `.repeat(20)}`;
const long = 'x'.repeat(3_000);

let hostile: ReadyCampaign;
let run: string;
beforeAll(async () => {
  hostile = await aReadyCampaign(under.client, {
    contacts: 2,
    changes: {
      name: `${image} ${'Tasting '.repeat(12)}`,
      instructions: { prose: `${script}${rightToLeft}`, sections: { greeting: `${script}Dear`, ask: long } },
      template: {
        subject: 'To {{ contact.name }}',
        text: `{{ instructions.greeting }} ${rightToLeft} {{ instructions.ask }} {{ unsubscribe_url }}`,
        html: `<style>p{color:#060}</style>${script}${image}<p>{{ instructions.ask }}</p><a href="{{ unsubscribe_url }}">Off</a>`,
      },
    },
  });
  await under.client.put(`/v1/contacts/${hostile.tag}-0`, {
    name: `${image} ${arabic}`,
    email: hostile.addresses[0],
    tags: [hostile.tag],
  });
  run = await startRun(under.client, hostile.id, {
    reason: `${script} because`,
    variables: {
      payload: { html: image, deep: Array.from({ length: 900 }, (_, index) => `${long.slice(0, 40)}${index}`) },
    },
    metadata: { note: image },
  });
  await untilEnded(under.client, run);
  const mail = under.sink.mailsTo(hostile.addresses[0] ?? '').at(-1);
  if (mail === undefined) throw new Error('the run has mailed nobody');
  await answer({ inbound: under.service.inbound, mail, subject: script, text: `${script}\n${rightToLeft}\n${long}` });
  await eventually(async () => {
    const { items } = await under.client.get<{ items: readonly unknown[] }>(`/v1/runs/${run}/replies`);
    return items.length === 1;
  });
}, 120_000);

/** Each with what shows that it is there. */
const tabs = [
  ['overview', 'Lifecycle'],
  ['communications?open=1.0', 'Its trail'],
  ['replies', 'Classified by'],
  ['instructions', 'The run before'],
  ['versions', 'Revisions of this run'],
  ['history?event=2', 'Metadata'],
  ['explain', 'Every factor that was checked'],
  ['details', 'Manifest'],
] as const;

const pages = [
  ...tabs.map(([path, words]) => [`/runs/RUN/${path}`, words] as const),
  ['/runs/RUN/overview?at=3', 'Viewing the past'],
  ['/communications', 'Recipient'],
  ['/replies', 'What it says'],
  ['/drafts', 'No draft waits for a decision'],
] as const;

const shown = async (page: Page, path: string, words: string): Promise<void> => {
  await page.goto(path.replace('RUN', run));
  await page.getByText(words).first().waitFor();
  await page.locator('[role=status][aria-label^=Load]').first().waitFor({ state: 'detached' });
};

it('runs nothing that was written by strangers, and keeps its shape', async () => {
  const { page: open, misdeeds } = await under.signedIn();
  const page = await open('/runs');
  for (const [path, words] of pages) {
    await shown(page, path, words);
    expect([path, await page.evaluate('document.documentElement.dataset.ran ?? null')]).toEqual([path, null]);
    expect([path, await overflowOf(page)]).toEqual([path, 0]);
  }
  await shown(page, '/runs/RUN/communications?open=1.0', 'Its trail');
  const frame = page.frameLocator('iframe[title="The message as its reader sees it"]');
  await frame.locator('p').waitFor();
  expect(await frame.locator('html').getAttribute('data-ran')).toBeNull();
  // The frame's own policy has kept the message's script and picture out; the page's had nothing to keep out.
  expect(misdeeds.faults.filter((fault) => !/elsewhere\.example|sandbox|inline/.test(fault))).toEqual([]);
  expect(misdeeds.foreign.filter((url) => !url.startsWith('https://elsewhere.example/'))).toEqual([]);
  misdeeds.faults.length = 0;
  misdeeds.foreign.length = 0;
}, 120_000);

it('has no fault that axe knows on any tab, in any look, and is never wider than the window', async () => {
  for (const look of looks) {
    const { page: open, misdeeds } = await under.signedIn(look);
    const page = await open('/runs');
    for (const [path, words] of pages) {
      await shown(page, path, words);
      expect([look, path, await violationsOf(page), await overflowOf(page)]).toEqual([look, path, [], 0]);
    }
    misdeeds.faults.length = 0;
    misdeeds.foreign.length = 0;
  }
}, 240_000);

it('keeps the focus in a dialog, and gives it back', async () => {
  const { page: open } = await under.signedIn();
  const page = await open(`/runs/${run}/overview`);
  const button = page.getByRole('button', { name: 'Run again' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Run again' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  for (let steps = 0; steps < 12; steps += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.closest('[role=dialog]') !== null`)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await button.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true);
});
