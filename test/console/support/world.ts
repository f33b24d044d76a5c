import { eventually } from '../../support/eventually.js';
import { aReadyCampaign } from '../../support/ready-campaign.js';
import { startRun, untilRun } from '../../support/runs.js';
import type { Service } from '../../support/service.js';
import type { SmtpSink } from '../../support/smtp-sink.js';
import { makeWrongRun } from './wrong-run.js';

/** Names that stand for ids in the paths of `pages.ts`. */
export type Name =
  | 'RUN'
  | 'BEFORE'
  | 'PLANNED'
  | 'WAITING'
  | 'CAMPAIGN'
  | 'GOAL'
  | 'SEGMENT'
  | 'SENDER'
  | 'SCHEDULE'
  | 'CONTACT'
  | 'BULK';

export type World = Readonly<Record<Name, string>>;

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();

/** One of everything, made by really running it; nothing of it goes on by itself. */
export const makeWorld = async (service: Service, sink: SmtpSink): Promise<World> => {
  const { client } = service;
  const story = await makeWrongRun(service, sink);
  const survey = await aReadyCampaign(client, {
    contacts: 4,
    senderId: story.campaign.senderId,
    changes: { name: 'After the visit: three questions', reviewer: 'human' },
  });
  sink.script(survey.addresses[1] ?? '', { answer: 550, at: 'rcpt' });
  const waiting = await startRun(client, survey.id);
  const { id: schedule } = await client.post<{ id: string }>('/v1/schedules', {
    campaignId: story.campaign.id,
    name: 'Every New Year',
    timeZone: 'Europe/Berlin',
    specs: [{ kind: 'cron', expression: '0 9 1 1 *' }],
  });
  const cancelled = await startRun(client, story.campaign.id, { startAt: tomorrow() });
  const { id: bulk } = await client.post<{ id: string }>('/v1/bulk', {
    action: 'cancel',
    runs: [cancelled, story.right],
    reason: 'The date has moved',
  });
  await untilRun(client, waiting, 'awaiting_approval');
  await untilRun(client, cancelled, 'cancelled');
  await eventually(async () => {
    const { items } = await client.get<{ items: readonly unknown[] }>(`/v1/drafts?run=${waiting}`);
    return items.length === 4;
  });
  return {
    RUN: story.wrong,
    BEFORE: story.right,
    PLANNED: story.toReschedule,
    WAITING: waiting,
    CAMPAIGN: story.campaign.id,
    GOAL: story.campaign.goalId,
    SEGMENT: story.campaign.definition.segment ?? '',
    SENDER: story.campaign.senderId,
    SCHEDULE: schedule,
    CONTACT: `${story.campaign.tag}-0`,
    BULK: bulk,
  };
};

/** `/runs/RUN/overview` with the id that the name stands for. */
export const inWorld = (world: World, path: string): string =>
  path.replaceAll(/\b[A-Z]{3,}\b/g, (name) => (name in world ? world[name as Name] : name));
