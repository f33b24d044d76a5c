import { oneOf, present, someOf, textIn } from '../api/search-params.js';

export const scheduleStatusNames = ['active', 'paused', 'archived'] as const;

/** Everything that the list of schedules shows by choice. */
export const schedulesSearch = (raw: Record<string, unknown>) =>
  present({
    status: oneOf(raw['status'], scheduleStatusNames),
    campaign: textIn(raw['campaign']),
    /** Part of the name. */
    name: textIn(raw['name']),
    after: textIn(raw['after']),
  });

export type SchedulesSearch = ReturnType<typeof schedulesSearch>;

export const outcomeNames = ['fired', 'skipped', 'missed', 'buffered', 'backfilled'] as const;

/** How far back the log of starts goes, in days. */
export const periods = { '1d': 1, '7d': 7, '30d': 30, '90d': 90 } as const;
export type Period = keyof typeof periods;
export const periodNames = Object.keys(periods) as readonly Period[];

/** Everything that the page of a schedule shows by choice. */
export const scheduleSearch = (raw: Record<string, unknown>) =>
  present({
    outcome: someOf(raw['outcome'], outcomeNames),
    onTime: oneOf(raw['onTime'], ['true', 'false']),
    within: oneOf(raw['within'], periodNames),
  });

export type ScheduleSearch = ReturnType<typeof scheduleSearch>;

/** A new one may begin with its campaign. */
export const newScheduleSearch = (raw: Record<string, unknown>) => present({ campaign: textIn(raw['campaign']) });
