import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { parseSearch, present, stringifySearch, textIn } from './api/search-params.js';
import { sessionQuery } from './api/session.js';
import { isCampaignTab } from './campaigns/campaign-tabs.js';
import { campaignSearch, campaignsSearch } from './campaigns/campaigns-search.js';
import { communicationsSearch } from './communications/communications-search.js';
import { compareSearch } from './compare/compare-search.js';
import { draftsSearch } from './drafts/drafts-search.js';
import { Frame } from './frame/frame.js';
import { NotFound } from './frame/not-found.js';
import { PageFault } from './frame/page-fault.js';
import { repliesSearch } from './replies/replies-search.js';
import { runSearch } from './run/run-search.js';
import { isRunTab } from './run/run-tabs.js';
import { runsSearch } from './runs/runs-search.js';
import { newScheduleSearch, scheduleSearch, schedulesSearch } from './schedules/schedules-search.js';
import { SignInPage } from './sign-in/sign-in-page.js';

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
  beforeLoad: () => {
    redirect({ to: '/runs', replace: true, throw: true });
  },
});

const runs = createRoute({
  getParentRoute: () => frame,
  path: '/runs',
  validateSearch: runsSearch,
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
  component: lazyRouteComponent(() => import('./run/run-page.js'), 'RunPage'),
});

const compare = createRoute({
  getParentRoute: () => frame,
  path: '/runs/compare',
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('./compare/compare-page.js'), 'ComparePage'),
});

const communications = createRoute({
  getParentRoute: () => frame,
  path: '/communications',
  validateSearch: communicationsSearch,
  component: lazyRouteComponent(() => import('./communications/communications-page.js'), 'CommunicationsPage'),
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

const contact = createRoute({
  getParentRoute: () => frame,
  path: '/contacts/$externalId',
  validateSearch: (raw: Record<string, unknown>) => present({ open: textIn(raw['open']) }),
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

const routeTree = root.addChildren([
  signIn,
  frame.addChildren([
    home,
    runs,
    compare,
    run,
    runTab,
    communications,
    replies,
    drafts,
    campaigns,
    campaign,
    campaignTab,
    contact,
    schedules,
    newSchedule,
    schedule,
    editSchedule,
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
