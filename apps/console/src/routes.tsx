import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { begin } from './api/ahead.js';
import { parseSearch, present, stringifySearch, textIn } from './api/search-params.js';
import { sessionQuery } from './api/session.js';
import { isCampaignTab } from './campaigns/campaign-tabs.js';
import { campaignSearch, campaignsSearch } from './campaigns/campaigns-search.js';
import { bulkJobSearch, bulkSearch } from './bulk/bulk-search.js';
import { communicationsSearch } from './communications/communications-search.js';
import { explainSearch } from './communications/explain-search.js';
import { compareSearch } from './compare/compare-search.js';
import { contactsSearch } from './contacts/contacts-search.js';
import { draftsSearch } from './drafts/drafts-search.js';
import { Frame } from './frame/frame.js';
import { NotFound } from './frame/not-found.js';
import { PageFault } from './frame/page-fault.js';
import { itemSearch, itemTabOf, librarySearch } from './library/library-search.js';
import { lookIn } from './parts/look.js';
import { repliesSearch } from './replies/replies-search.js';
import { askForRun } from './run/run-ahead.js';
import { runSearch } from './run/run-search.js';
import { isRunTab } from './run/run-tabs.js';
import { runsQuery } from './runs/runs-queries.js';
import { runsSearch } from './runs/runs-search.js';
import { newScheduleSearch, scheduleSearch, schedulesSearch } from './schedules/schedules-search.js';
import { SignInPage } from './sign-in/sign-in-page.js';
import { systemPartOf } from './system/system-parts.js';

interface Context {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>) => present({ to: textIn(raw['to']) }),
  component: SignInPage,
});

/** Everything that needs a session, inside navigation and top bar. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (session === null) redirect({ to: '/sign-in', search: { to: location.href }, throw: true });
  },
  component: Frame,
});

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: async () => {
    const { isNew } = await import('./first-run/is-new.js');
    redirect({ to: (await isNew()) ? '/start' : '/runs', replace: true, throw: true });
  },
});

const runs = createRoute({
  getParentRoute: () => frame,
  path: '/runs',
  validateSearch: runsSearch,
  beforeLoad: ({ context, search, cause }) => {
    if (cause === 'enter') begin(context.queryClient.query(runsQuery(search)));
  },
  component: lazyRouteComponent(() => import('./runs/runs-page.js'), 'RunsPage'),
});

const run = createRoute({
  getParentRoute: () => frame,
  path: '/runs/$runId',
  validateSearch: runSearch,
  beforeLoad: ({ params, search }) => {
    redirect({ to: '/runs/$runId/$tab', params: { ...params, tab: 'overview' }, search, replace: true, throw: true });
  },
});

const runTab = createRoute({
  getParentRoute: () => frame,
  path: '/runs/$runId/$tab',
  validateSearch: runSearch,
  params: { parse: ({ runId, tab }) => ({ runId, tab: isRunTab(tab) ? tab : 'overview' }) },
  beforeLoad: ({ context, params, search, cause }) => {
    if (cause === 'enter') askForRun(context.queryClient, { ...params, search });
  },
  component: lazyRouteComponent(() => import('./run/run-page.js'), 'RunPage'),
});

const compare = createRoute({
  getParentRoute: () => frame,
  path: '/runs/compare',
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('./compare/compare-page.js'), 'ComparePage'),
});

const bulk = createRoute({
  getParentRoute: () => frame,
  path: '/bulk',
  validateSearch: bulkSearch,
  component: lazyRouteComponent(() => import('./bulk/bulk-page.js'), 'BulkPage'),
});

const bulkJob = createRoute({
  getParentRoute: () => frame,
  path: '/bulk/$bulkId',
  validateSearch: bulkJobSearch,
  component: lazyRouteComponent(() => import('./bulk/job-page.js'), 'JobPage'),
});

const communications = createRoute({
  getParentRoute: () => frame,
  path: '/communications',
  validateSearch: communicationsSearch,
  component: lazyRouteComponent(() => import('./communications/communications-page.js'), 'CommunicationsPage'),
});

const explainMessage = createRoute({
  getParentRoute: () => frame,
  path: '/communications/$communicationId/explain',
  validateSearch: explainSearch,
  component: lazyRouteComponent(() => import('./communications/explain-page.js'), 'ExplainPage'),
});

const replies = createRoute({
  getParentRoute: () => frame,
  path: '/replies',
  validateSearch: repliesSearch,
  component: lazyRouteComponent(() => import('./replies/replies-page.js'), 'RepliesPage'),
});

const drafts = createRoute({
  getParentRoute: () => frame,
  path: '/drafts',
  validateSearch: draftsSearch,
  component: lazyRouteComponent(() => import('./drafts/drafts-page.js'), 'DraftsPage'),
});

const campaigns = createRoute({
  getParentRoute: () => frame,
  path: '/campaigns',
  validateSearch: campaignsSearch,
  component: lazyRouteComponent(() => import('./campaigns/campaigns-page.js'), 'CampaignsPage'),
});

const campaign = createRoute({
  getParentRoute: () => frame,
  path: '/campaigns/$campaignId',
  validateSearch: campaignSearch,
  beforeLoad: ({ params, search }) => {
    const to = '/campaigns/$campaignId/$tab';
    redirect({ to, params: { ...params, tab: 'overview' }, search, replace: true, throw: true });
  },
});

const campaignTab = createRoute({
  getParentRoute: () => frame,
  path: '/campaigns/$campaignId/$tab',
  validateSearch: campaignSearch,
  params: { parse: ({ campaignId, tab }) => ({ campaignId, tab: isCampaignTab(tab) ? tab : 'overview' }) },
  component: lazyRouteComponent(() => import('./campaigns/campaign-page.js'), 'CampaignPage'),
});

const goals = createRoute({
  getParentRoute: () => frame,
  path: '/goals',
  validateSearch: librarySearch,
  component: lazyRouteComponent(() => import('./goals/goals-page.js'), 'GoalsPage'),
});

const newGoal = createRoute({
  getParentRoute: () => frame,
  path: '/goals/new',
  component: lazyRouteComponent(() => import('./goals/new-goal-page.js'), 'NewGoalPage'),
});

const goal = createRoute({
  getParentRoute: () => frame,
  path: '/goals/$goalId',
  validateSearch: itemSearch,
  beforeLoad: ({ params, search }) => {
    const to = '/goals/$goalId/$tab';
    redirect({ to, params: { ...params, tab: 'overview' }, search, replace: true, throw: true });
  },
});

const goalTab = createRoute({
  getParentRoute: () => frame,
  path: '/goals/$goalId/$tab',
  validateSearch: itemSearch,
  params: { parse: ({ goalId, tab }) => ({ goalId, tab: itemTabOf(tab) }) },
  component: lazyRouteComponent(() => import('./goals/goal-page.js'), 'GoalPage'),
});

const segments = createRoute({
  getParentRoute: () => frame,
  path: '/segments',
  validateSearch: librarySearch,
  component: lazyRouteComponent(() => import('./segments/segments-page.js'), 'SegmentsPage'),
});

const newSegment = createRoute({
  getParentRoute: () => frame,
  path: '/segments/new',
  component: lazyRouteComponent(() => import('./segments/new-segment-page.js'), 'NewSegmentPage'),
});

const segment = createRoute({
  getParentRoute: () => frame,
  path: '/segments/$segmentId',
  validateSearch: itemSearch,
  beforeLoad: ({ params, search }) => {
    const to = '/segments/$segmentId/$tab';
    redirect({ to, params: { ...params, tab: 'overview' }, search, replace: true, throw: true });
  },
});

const segmentTab = createRoute({
  getParentRoute: () => frame,
  path: '/segments/$segmentId/$tab',
  validateSearch: itemSearch,
  params: { parse: ({ segmentId, tab }) => ({ segmentId, tab: itemTabOf(tab) }) },
  component: lazyRouteComponent(() => import('./segments/segment-page.js'), 'SegmentPage'),
});

const senders = createRoute({
  getParentRoute: () => frame,
  path: '/senders',
  validateSearch: librarySearch,
  component: lazyRouteComponent(() => import('./senders/senders-page.js'), 'SendersPage'),
});

const newSender = createRoute({
  getParentRoute: () => frame,
  path: '/senders/new',
  component: lazyRouteComponent(() => import('./senders/new-sender-page.js'), 'NewSenderPage'),
});

const sender = createRoute({
  getParentRoute: () => frame,
  path: '/senders/$senderId',
  validateSearch: itemSearch,
  beforeLoad: ({ params, search }) => {
    const to = '/senders/$senderId/$tab';
    redirect({ to, params: { ...params, tab: 'overview' }, search, replace: true, throw: true });
  },
});

const senderTab = createRoute({
  getParentRoute: () => frame,
  path: '/senders/$senderId/$tab',
  validateSearch: itemSearch,
  params: { parse: ({ senderId, tab }) => ({ senderId, tab: itemTabOf(tab) }) },
  component: lazyRouteComponent(() => import('./senders/sender-page.js'), 'SenderPage'),
});

const contacts = createRoute({
  getParentRoute: () => frame,
  path: '/contacts',
  validateSearch: contactsSearch,
  component: lazyRouteComponent(() => import('./contacts/contacts-page.js'), 'ContactsPage'),
});

const imports = createRoute({
  getParentRoute: () => frame,
  path: '/contacts/imports',
  component: lazyRouteComponent(() => import('./contacts/imports-page.js'), 'ImportsPage'),
});

const importOne = createRoute({
  getParentRoute: () => frame,
  path: '/contacts/imports/$importId',
  component: lazyRouteComponent(() => import('./contacts/import-page.js'), 'ImportPage'),
});

const contact = createRoute({
  getParentRoute: () => frame,
  path: '/contacts/$externalId',
  validateSearch: (raw: Record<string, unknown>) => present({ open: textIn(raw['open']), part: lookIn(raw, 'part') }),
  component: lazyRouteComponent(() => import('./contacts/contact-page.js'), 'ContactPage'),
});

const schedules = createRoute({
  getParentRoute: () => frame,
  path: '/schedules',
  validateSearch: schedulesSearch,
  component: lazyRouteComponent(() => import('./schedules/schedules-page.js'), 'SchedulesPage'),
});

const newSchedule = createRoute({
  getParentRoute: () => frame,
  path: '/schedules/new',
  validateSearch: newScheduleSearch,
  component: lazyRouteComponent(() => import('./schedules/schedule-editor-page.js'), 'NewSchedulePage'),
});

const schedule = createRoute({
  getParentRoute: () => frame,
  path: '/schedules/$scheduleId',
  validateSearch: scheduleSearch,
  component: lazyRouteComponent(() => import('./schedules/schedule-page.js'), 'SchedulePage'),
});

const editSchedule = createRoute({
  getParentRoute: () => frame,
  path: '/schedules/$scheduleId/edit',
  component: lazyRouteComponent(() => import('./schedules/schedule-editor-page.js'), 'EditSchedulePage'),
});

const start = createRoute({
  getParentRoute: () => frame,
  path: '/start',
  component: lazyRouteComponent(() => import('./first-run/first-run-page.js'), 'FirstRunPage'),
});

const system = createRoute({
  getParentRoute: () => frame,
  path: '/system',
  beforeLoad: () => {
    redirect({ to: '/system/$part', params: { part: 'health' }, replace: true, throw: true });
  },
});

const systemPart = createRoute({
  getParentRoute: () => frame,
  path: '/system/$part',
  params: { parse: ({ part }) => ({ part: systemPartOf(part) }) },
  component: lazyRouteComponent(() => import('./system/system-page.js'), 'SystemPage'),
});

const routeTree = root.addChildren([
  signIn,
  frame.addChildren([
    home,
    runs,
    compare,
    run,
    runTab,
    bulk,
    bulkJob,
    communications,
    explainMessage,
    replies,
    drafts,
    campaigns,
    campaign,
    campaignTab,
    goals,
    newGoal,
    goal,
    goalTab,
    segments,
    newSegment,
    segment,
    segmentTab,
    senders,
    newSender,
    sender,
    senderTab,
    contacts,
    imports,
    importOne,
    contact,
    schedules,
    newSchedule,
    schedule,
    editSchedule,
    start,
    system,
    systemPart,
  ]),
]);

/** Pages are loaded when first shown, or when their link is pointed at. */
export const createConsoleRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: PageFault,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
