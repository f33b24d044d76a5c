import type { BulkJob } from '#readmodel/bulk/queries.js';
import type { BulkPreview } from '../bulk/bulk-preview.js';
import type { BulkResultRow } from '../bulk/named-rows.js';
import type { GoalDefinition, Measure } from '#domain/goal/messages.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { SegmentDefinition, SegmentFilter } from '#domain/segment/messages.js';
import type { SenderDefinition } from '#domain/sender/messages.js';
import type { CampaignView } from '../campaigns/campaigns.controller.js';
import type { WorkingCopiesView } from '../campaigns/working-copies.controller.js';
import type {
  CampaignTrialView,
  MissingVariablesView,
  PreflightView,
  PreviewView,
} from '../campaigns/campaign-views.js';
import type { Contact } from '#vault/contacts/contact.js';
import type { ContactEventView } from '../contacts/contact-events.controller.js';
import type { ContactListView, ErasedView } from '../contacts/contacts.controller.js';
import type { ImportListView, ImportView } from '../contacts/imports.controller.js';
import type { VersionDiff, VersionList, VersionView } from '../definitions/definition-view.js';
import type { ConfigurationView, WorkerListView } from '../operations/installation.controller.js';
import type { GoalAttainment } from '../goals/goal-attainment.js';
import type { GoalView } from '../goals/goals.controller.js';
import type { Accepted } from '../http/commands.js';
import type { AudienceView, SegmentView } from '../segments/segments.controller.js';
import type { SenderView } from '../senders/senders.controller.js';
import type { AccessKey, Principal } from '#platform/access/keys.js';
import type { DefinitionHead } from '#readmodel/definitions/queries.js';
import type { UsedBy } from '#readmodel/definitions/used-by.js';
import type { HeldRun } from '#readmodel/gates/held-runs.js';
import type { HoldInForce } from '#readmodel/gates/queries.js';
import type { SuppressionEntry } from '#readmodel/gates/list-suppressions.js';
import type { HoldView } from '../holds/holds.controller.js';
import type { ListView } from '../http/listing.js';
import type { KeyListView, NewKeyView } from '../keys/keys.controller.js';
import type { SuppressionView } from '../suppressions/suppressions.controller.js';
import type { EventPageView } from '../events/event-view.js';
import type { LiveView, ReadyView } from '../health/health.controller.js';
import type { EventTypesView } from './documents.js';
import type { RunWire } from './run-wire.js';
import type { ProblemTypeView } from '../problems/problems.controller.js';
import type { ProblemBody } from '../http/problem.js';
import type { SavedView } from '#platform/saved-views/saved-views.js';
import type { SavedViewListView } from '../saved-views/saved-views.controller.js';
import type { SessionView, SignInTicketView } from '../session/session.controller.js';
import type { Exclusion } from '#domain/schedule/messages.js';
import type { Occurrence, Punctuality } from '#readmodel/schedules/queries.js';
import type { BackfillPreview, ScheduleListItem, SchedulePreview, ScheduleView } from '../schedules/schedule-view.js';
import type { SpecInput } from '../schedules/schedules.dto.js';

/**
 * What the API answers with, and types that its requests refer to: each member becomes the schema of that name
 * in the OpenAPI document. A new area adds its types here.
 */
export interface Wire extends RunWire {
  Accepted: Accepted;
  Problem: ProblemBody;
  ProblemType: ProblemTypeView;
  VersionList: VersionList;
  VersionDiff: VersionDiff;
  UsedBy: UsedBy;

  Goal: GoalView;
  GoalList: ListView<DefinitionHead<'goal'>>;
  GoalVersion: VersionView<GoalDefinition>;
  GoalAttainment: GoalAttainment;
  Measure: Measure;
  Target: NonNullable<GoalDefinition['target']>;

  Segment: SegmentView;
  SegmentList: ListView<DefinitionHead<'segment'>>;
  SegmentVersion: VersionView<SegmentDefinition>;
  SegmentFilter: SegmentFilter;
  SegmentAudience: AudienceView;

  Sender: SenderView;
  SenderList: ListView<DefinitionHead<'sender'>>;
  SenderVersion: VersionView<SenderDefinition>;

  Campaign: CampaignView;
  CampaignList: ListView<DefinitionHead<'campaign'>>;
  CampaignVersion: VersionView<CampaignDefinition>;
  CampaignPreview: PreviewView;
  MissingVariables: MissingVariablesView;
  Preflight: PreflightView;
  CampaignTrial: CampaignTrialView;
  WorkingCopies: WorkingCopiesView;

  Contact: Contact;
  ContactList: ContactListView;
  Erased: ErasedView;
  Import: ImportView;
  ImportList: ImportListView;
  ContactEvent: ContactEventView;

  Suppression: SuppressionView;
  SuppressionList: ListView<SuppressionEntry>;
  Hold: HoldView;
  HoldList: ListView<HoldInForce>;
  HeldRunList: ListView<HeldRun>;

  Schedule: ScheduleView;
  ScheduleList: ListView<ScheduleListItem>;
  SpecInput: SpecInput;
  Exclusion: Exclusion;
  SchedulePreview: SchedulePreview;
  OccurrenceList: ListView<Occurrence>;
  Punctuality: Punctuality;
  BackfillPreview: BackfillPreview;

  BulkJob: BulkJob;
  BulkJobList: ListView<BulkJob>;
  BulkRowList: ListView<BulkResultRow>;
  BulkPreview: BulkPreview;

  EventPage: EventPageView;
  EventTypes: EventTypesView;

  WorkerList: WorkerListView;
  Configuration: ConfigurationView;

  Live: LiveView;
  Ready: ReadyView;

  AccessKey: AccessKey;
  KeyList: KeyListView;
  NewKey: NewKeyView;
  Principal: Principal;
  SavedView: SavedView;
  SavedViewList: SavedViewListView;
  Session: SessionView;
  SignInTicket: SignInTicketView;
}
