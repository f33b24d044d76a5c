import { newId } from '#platform/ids.js';
import type { RunRequest } from '#domain/run/messages.js';
import { requestOf } from '#domain/testing/run-fixtures.js';
import type { TestApi } from '../../../apps/api/test/api.js';
import { campaign, define } from '../../../apps/api/test/fixtures.js';
import { caughtUp, record, requestFor } from '../../../apps/api/test/run-fixtures.js';

/** Whoever runs one of these writes its name here. */
const script = `<script>document.documentElement.dataset.ran=1</script>`;
const image = `<img src=//elsewhere.example/x onerror="document.documentElement.dataset.ran=2">`;
const template = `{{constructor.constructor('document.documentElement.dataset.ran=3')()}}`;
const rightToLeft = '\u202emoc.live\u202c مرحبا';
const name = `${script}${image}${rightToLeft}`;
const hostile = `${name} ${template} ${'y'.repeat(120)}`;

/** Events with a payload about as large as the log takes, and characters of all of them: five megabytes. */
const largeEvents = 10;
const payload = { html: hostile, list: Array.from({ length: 500 }, (_, at) => `${at}${'z'.repeat(1_000)}`) };
export const historySize = largeEvents * 500 * 1_000;

export interface HostileWorld {
  readonly run: string;
  /** Every page that shows something of it. */
  readonly paths: readonly string[];
}

/** An installation in which every definition was named by somebody who means harm, and the history of a run is JSON of 5 MB. */
export const makeHostileWorld = async (api: TestApi): Promise<HostileWorld> => {
  const reason = hostile;
  const statement = hostile;
  const goal = await define(api, 'goals', { name, statement, reason });
  const segment = await define(api, 'segments', { name, filter: { tag: 'a"b<script>' }, reason });
  const sender = await define(api, 'senders', {
    name,
    channel: 'email',
    from: { name: 'Care', address: 'care@shop.example' },
    provider: 'smtp',
    limits: { perSecond: 20 },
  });
  const contact = await api.request(`PUT /v1/contacts/hostile-1`, {
    body: {
      email: 'person@example.com',
      name: `${script}${image} مرحبا`,
      tags: ['a"b<script>'],
      attributes: { note: hostile },
    },
  });
  if (contact.status >= 300) throw new Error(contact.text);
  const campaignId = await define(api, 'campaigns', {
    ...campaign,
    name,
    goal,
    segment,
    sender,
    instructions: { prose: statement, sections: { opening: name } },
    summary: statement,
  });
  await api.request(`POST /v1/campaigns/${campaignId}/activate`, { body: { reason } });
  const { status, text, body } = await api.request('POST /v1/schedules', {
    body: { campaignId, name, timeZone: 'Europe/Berlin', specs: [{ kind: 'cron', expression: '0 9 1 1 *' }] },
  });
  if (status >= 300) throw new Error(text);
  const run = newId();
  const request: RunRequest = requestOf(run, {
    ...(await requestFor(api, campaignId, run)),
    channel: 'email',
    metadata: { note: hostile },
    trigger: hostile.slice(0, 100),
  });
  const stream = `run-${run}`;
  // Releases to come may add fields: what is read is not bound to what this one writes.
  const large = { runId: run, payload };
  await record(api.installation.store, [
    { stream, event: { type: 'RunRequested', data: request }, at: '2026-11-22T09:00:00.000Z' },
    ...Array.from({ length: largeEvents }, (_, second) => ({
      stream,
      event: { type: 'RunQueued' as const, data: large },
      at: `2026-11-22T09:00:${10 + second}.000Z`,
    })),
  ]);
  await caughtUp(api);
  return {
    run,
    paths: [
      '/runs',
      `/runs/${run}/overview`,
      `/runs/${run}/instructions`,
      `/runs/${run}/versions`,
      `/runs/${run}/history?event=1`,
      `/runs/${run}/history?event=2`,
      `/runs/${run}/history?view=grouped`,
      `/runs/${run}/history?view=json`,
      `/runs/${run}/details`,
      `/campaigns?open=${campaignId}`,
      ...['overview', 'versions', 'edit', 'runs'].map((tab) => `/campaigns/${campaignId}/${tab}`),
      '/goals',
      ...['overview', 'versions', 'edit', 'used-by'].map((tab) => `/goals/${goal}/${tab}`),
      '/segments',
      ...['overview', 'edit'].map((tab) => `/segments/${segment}/${tab}`),
      '/senders',
      ...['overview', 'edit'].map((tab) => `/senders/${sender}/${tab}`),
      '/contacts/hostile-1',
      '/schedules',
      `/schedules/${String(body.id)}`,
      `/schedules/${String(body.id)}/edit`,
    ],
  };
};
