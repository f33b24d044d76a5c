import type { Page } from 'playwright-core';
import { answer } from '../../support/answering.js';
import { eventually } from '../../support/eventually.js';
import { aReadyCampaign } from '../../support/ready-campaign.js';
import { startRun, untilEnded } from '../../support/runs.js';
import type { Service } from '../../support/service.js';
import type { SmtpSink } from '../../support/smtp-sink.js';

/** Whoever runs one of these writes its name here. */
const script = `<script>document.documentElement.dataset.ran='yes'</script>`;
const image = `<img src="https://elsewhere.example/x.png" onerror="document.documentElement.dataset.ran='yes'">`;
const arabic = 'مرحبا بالعالم';
const rightToLeft = `\u202emoc.live\u202c ${`${arabic} `.repeat(20)}`;
const long = 'x'.repeat(3_000);

/** A run of which everything that people can write was written by somebody who means harm; answers its id. */
export const makeHostileRun = async ({ client, inbound }: Service, sink: SmtpSink): Promise<string> => {
  const hostile = await aReadyCampaign(client, {
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
  await client.put(`/v1/contacts/${hostile.tag}-0`, {
    name: `${image} ${arabic}`,
    email: hostile.addresses[0],
    tags: [hostile.tag],
  });
  const run = await startRun(client, hostile.id, {
    reason: `${script} because`,
    variables: {
      payload: { html: image, deep: Array.from({ length: 900 }, (_, index) => `${long.slice(0, 40)}${index}`) },
    },
    metadata: { note: image },
  });
  await untilEnded(client, run);
  const mail = sink.mailsTo(hostile.addresses[0] ?? '').at(-1);
  if (mail === undefined) throw new Error('the run has mailed nobody');
  await answer({ inbound, mail, subject: script, text: `${script}\n${rightToLeft}\n${long}` });
  await eventually(async () => {
    const { items } = await client.get<{ items: readonly unknown[] }>(`/v1/runs/${run}/replies`);
    return items.length === 1;
  });
  return run;
};

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

/** Every page that shows a run or what belongs to it, each with words that show that it is there. */
export const pagesOfRuns = [
  ...tabs.map(([path, words]) => [`/runs/RUN/${path}`, words] as const),
  ['/runs/RUN/overview?at=3', 'Viewing the past'],
  ['/communications', 'Recipient'],
  ['/replies', 'Received'],
  ['/drafts', 'No draft waits for a decision'],
] as const;

/** Opens one of the pages, and waits until all of it is there. */
export const shown = async (page: Page, run: string, path: string, words: string): Promise<void> => {
  await page.goto(path.replace('RUN', run));
  await page.getByText(words).first().waitFor();
  await page.locator('[role=status][aria-label^=Load]').first().waitFor({ state: 'detached' });
};
