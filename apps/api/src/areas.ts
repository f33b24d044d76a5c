import type { Provider, Type } from '@nestjs/common';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkHandler } from './bulk/bulk.handler.js';
import { CampaignsController } from './campaigns/campaigns.controller.js';
import { CampaignsHandler } from './campaigns/campaigns.handler.js';
import { TrialsController } from './campaigns/trials.controller.js';
import { ConsentEvents } from './contacts/consent-events.js';
import { PolicyReports } from './console/policy-reports.js';
import { PolicyReportsController } from './console/policy-reports.controller.js';
import { ContactEventsController } from './contacts/contact-events.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { ContactsHandler } from './contacts/contacts.handler.js';
import { WorkingCopiesController } from './campaigns/working-copies.controller.js';
import { ImportsController } from './contacts/imports.controller.js';
import { EventStream } from './events/event-stream.js';
import { ExplainController } from './explain/explain.controller.js';
import { EventsController } from './events/events.controller.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { OptOut } from './unsubscribe/opt-out.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';
import { CommunicationsController } from './communications/communications.controller.js';
import { ReportsHandler } from './communications/communications.handler.js';
import { FindController } from './communications/find.controller.js';
import { SettleUnknown } from './communications/settle-unknown.js';
import { DecideDrafts } from './drafts/decide-drafts.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { BatchesHandler } from './drafts/drafts.handler.js';
import { RenderAgain } from './drafts/render-again.js';
import { InstallationController } from './operations/installation.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { ReplayController } from './replay/replay.controller.js';
import { ClassifyReply } from './replies/classify-reply.js';
import { RepliesController } from './replies/replies.controller.js';
import { ThreadsHandler } from './replies/replies.handler.js';
import { RunCommandsController } from './runs/run-commands.controller.js';
import { RunPartsController } from './runs/run-parts.controller.js';
import { RunsController } from './runs/runs.controller.js';
import { RunsHandler } from './runs/runs.handler.js';
import { GoalsController } from './goals/goals.controller.js';
import { GoalsHandler } from './goals/goals.handler.js';
import { HoldsController } from './holds/holds.controller.js';
import { HoldsHandler } from './holds/holds.handler.js';
import { LessonsController } from './lessons/lessons.controller.js';
import { LessonsHandler } from './lessons/lessons.handler.js';
import { KeysController } from './keys/keys.controller.js';
import { ProblemsController } from './problems/problems.controller.js';
import { OccurrencesController } from './schedules/occurrences.controller.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { SchedulesHandler } from './schedules/schedules.handler.js';
import { SegmentsController } from './segments/segments.controller.js';
import { SegmentsHandler } from './segments/segments.handler.js';
import { SendersController } from './senders/senders.controller.js';
import { SendersHandler } from './senders/senders.handler.js';
import { SuppressionsController } from './suppressions/suppressions.controller.js';
import { SuppressionsHandler } from './suppressions/suppressions.handler.js';
import { ExportsController } from './exports/exports.controller.js';
import { SavedViewsController } from './saved-views/saved-views.controller.js';
import { SessionController } from './session/session.controller.js';

interface Area {
  readonly controllers: readonly Type[];
  readonly providers?: readonly Provider[];
}

/** The areas of the API. A new one is a folder and a line here; its wire types go to `openapi/wire.ts`. */
export const areas: Readonly<Record<string, Area>> = {
  goals: { controllers: [GoalsController], providers: [GoalsHandler] },
  segments: { controllers: [SegmentsController], providers: [SegmentsHandler] },
  senders: { controllers: [SendersController], providers: [SendersHandler] },
  campaigns: {
    controllers: [CampaignsController, TrialsController, WorkingCopiesController],
    providers: [CampaignsHandler],
  },
  contacts: {
    controllers: [ImportsController, ContactsController, ContactEventsController],
    providers: [ContactsHandler, ConsentEvents],
  },
  suppressions: { controllers: [SuppressionsController], providers: [SuppressionsHandler] },
  holds: { controllers: [HoldsController], providers: [HoldsHandler] },
  keys: { controllers: [KeysController] },
  session: { controllers: [SessionController] },
  views: { controllers: [SavedViewsController] },
  exports: { controllers: [ExportsController] },
  console: { controllers: [PolicyReportsController], providers: [PolicyReports] },
  events: { controllers: [EventsController], providers: [EventStream] },
  unsubscribe: { controllers: [UnsubscribeController], providers: [OptOut] },
  problems: { controllers: [ProblemsController] },
  health: { controllers: [HealthController] },
  metrics: { controllers: [MetricsController], providers: [Metrics] },
  // The fixed path of the comparison comes before the paths with an id.
  explain: { controllers: [ExplainController] },
  lessons: { controllers: [LessonsController], providers: [LessonsHandler] },
  runs: {
    controllers: [RunCommandsController, RunsController, RunPartsController, ReplayController],
    providers: [RunsHandler],
  },
  // The fixed path of the preview comes before the paths with an id.
  schedules: { controllers: [OccurrencesController, SchedulesController], providers: [SchedulesHandler] },
  communications: {
    controllers: [CommunicationsController, FindController],
    providers: [ReportsHandler, SettleUnknown],
  },
  bulk: { controllers: [BulkController], providers: [BulkHandler] },
  drafts: { controllers: [DraftsController], providers: [BatchesHandler, DecideDrafts, RenderAgain] },
  replies: { controllers: [RepliesController], providers: [ThreadsHandler, ClassifyReply] },
  operations: { controllers: [OperationsController, InstallationController] },
};

export const controllers: readonly Type[] = Object.values(areas).flatMap((area) => area.controllers);
