/** What a page's URL may say besides: names with the values that they are tried with. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** A page of the console. A new page is a line here, and every proof about pages holds for it too. */
export interface PageOfConsole {
  /** With names of `world.ts` for ids. */
  readonly path: string;
  readonly choices?: Choices;
}

const runStatuses = ['scheduled', 'completed', 'cancelled', 'awaiting_approval', 'missed'];
const communicationStatuses = ['accepted', 'refused', 'draft', 'planned'];
const definitions: Choices = { status: ['active', 'archived'], name: ['A', 'Care', 'Those'], direction: ['desc'] };
const versions: Choices = { from: ['1'], to: ['2', '1'], version: ['1'], diff: ['sides'] };
const moments: Choices = { at: ['1', '3', '7', '12'] };

export const pages: readonly PageOfConsole[] = [
  { path: '/start' },
  {
    path: '/runs',
    choices: {
      status: runStatuses,
      type: ['manual', 'api', 'once', 'retry'],
      channel: ['email', 'http'],
      campaign: ['CAMPAIGN'],
      goal: ['GOAL'],
      differs: ['true', 'false'],
      stalled: ['false'],
      time: ['created', 'scheduled', 'ended'],
      within: ['24h', '30d'],
      from: ['2026-01-01T00:00:00Z'],
      sort: ['created', 'scheduled', 'started', 'ended', 'duration', 'campaign', 'status'],
      direction: ['asc', 'desc'],
      limit: ['25', '100'],
      columns: ['status', 'campaign', 'goal', 'failed', 'ended', 'id', 'trigger', 'created'],
    },
  },
  { path: '/runs/RUN/overview', choices: { ...moments, progress: ['table'] } },
  {
    path: '/runs/RUN/communications',
    choices: {
      ...moments,
      status: communicationStatuses,
      contact: ['CONTACT'],
      open: ['1.0', '1.2'],
      part: ['text', 'source'],
    },
  },
  { path: '/runs/RUN/replies', choices: { ...moments, thread: ['1.0'] } },
  { path: '/runs/RUN/instructions', choices: { of: ['1.0', '1.1'], diff: ['sides'] } },
  { path: '/runs/RUN/versions', choices: { ...moments, from: ['1', '2'], to: ['1', '3'], diff: ['sides'] } },
  {
    path: '/runs/RUN/history',
    choices: {
      ...moments,
      view: ['all', 'grouped', 'json'],
      order: ['newest', 'oldest'],
      type: ['RunRequested', 'DispatchSettled', 'RunCompleted'],
      event: ['1', '4', '9'],
    },
  },
  { path: '/runs/RUN/explain', choices: { against: ['BEFORE'], factors: ['differs'] } },
  { path: '/runs/RUN/details', choices: moments },
  { path: '/runs/PLANNED/overview' },
  { path: '/runs/WAITING/communications', choices: { status: communicationStatuses, open: ['1.0'] } },
  { path: '/runs/compare?a=BEFORE&b=RUN', choices: { diff: ['sides'] } },
  { path: '/bulk' },
  { path: '/bulk/BULK' },
  {
    path: '/communications',
    choices: {
      status: communicationStatuses,
      channel: ['email', 'noop'],
      contact: ['CONTACT'],
      campaign: ['CAMPAIGN'],
      run: ['RUN', 'WAITING'],
      open: ['RUN.1.0', 'RUN.1.1'],
      part: ['text', 'html'],
    },
  },
  { path: '/communications/RUN.1.0/explain', choices: { factors: ['differs'] } },
  {
    path: '/replies',
    choices: { class: ['human', 'automatic'], quarantined: ['false', 'true'], campaign: ['CAMPAIGN'] },
  },
  {
    path: '/drafts',
    choices: { run: ['WAITING', 'RUN'], open: ['WAITING.1.0', 'WAITING.1.2'], draft: ['differences'] },
  },
  {
    path: '/campaigns',
    choices: { status: ['draft', 'active'], name: ['T', 'After'], direction: ['desc'], open: ['CAMPAIGN'] },
  },
  { path: '/campaigns/CAMPAIGN/overview' },
  { path: '/campaigns/CAMPAIGN/versions', choices: versions },
  { path: '/campaigns/CAMPAIGN/runs' },
  { path: '/campaigns/CAMPAIGN/edit', choices: { beside: ['checks', 'preview'], contact: ['CONTACT'] } },
  { path: '/goals', choices: definitions },
  { path: '/goals/GOAL/overview', choices: { as: ['table'], by: ['1'] } },
  { path: '/goals/GOAL/edit' },
  { path: '/goals/GOAL/versions', choices: { version: ['1'] } },
  { path: '/goals/GOAL/used-by' },
  { path: '/segments', choices: definitions },
  { path: '/segments/SEGMENT/overview' },
  { path: '/segments/SEGMENT/edit' },
  { path: '/senders', choices: definitions },
  { path: '/senders/SENDER/overview' },
  { path: '/senders/SENDER/edit' },
  { path: '/contacts' },
  { path: '/contacts/CONTACT', choices: { open: ['RUN.1.0'] } },
  { path: '/contacts/imports' },
  {
    path: '/schedules',
    choices: { status: ['active', 'paused'], campaign: ['CAMPAIGN'], name: ['Every', 'none'] },
  },
  {
    path: '/schedules/SCHEDULE',
    choices: { outcome: ['fired', 'missed'], onTime: ['true'], within: ['1d', '7d', '90d'] },
  },
  { path: '/schedules/SCHEDULE/edit' },
  { path: '/system/health' },
  { path: '/system/projections' },
  { path: '/system/workers' },
  { path: '/system/parked' },
  { path: '/system/holds' },
  { path: '/system/keys' },
  { path: '/system/configuration' },
];
