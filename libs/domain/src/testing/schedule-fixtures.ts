import type { ScheduleDefinition } from '../schedule/messages.js';

/** A schedule without a fault, to be changed by the test that needs one. */
export const scheduleDefinition: ScheduleDefinition = {
  name: 'Every morning',
  campaignId: 'c1',
  campaignVersion: 'latest',
  timeZone: 'Europe/Berlin',
  specs: [{ kind: 'cron', expression: '0 9 * * *' }],
  exclusions: [],
  jitterSeconds: 0,
  gap: 'shift',
  repeated: 'first',
  overlap: 'skip',
  mostOpenRuns: 10,
  catchUpSeconds: 3_600,
  pauseOnFailure: false,
};
