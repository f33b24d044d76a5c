import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import type { Retried } from '#readmodel/parked.js';
import type { LessonSummary } from '#readmodel/lessons/queries.js';
import type { ReplySummary } from '#readmodel/replies/queries.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import type { Verdict } from '#readmodel/verify.js';
import type { CommunicationView, ResolutionView } from '../communications/communication-view.js';
import type { FoundView } from '../communications/find.controller.js';
import type { ExplanationView, RunComparisonView } from '../explain/explanation-view.js';
import type { DecisionView } from '../drafts/decide-drafts.js';
import type { RenderedAgainView } from '../drafts/render-again.js';
import type { ListView } from '../http/listing.js';
import type { ParkedView, ProjectionListView, QueueView, RebuildView } from '../operations/operations.controller.js';
import type { ReplayView } from '../replay/replay.js';
import type { ReplyView } from '../replies/replies.controller.js';
import type { RefreshView } from '../runs/refresh.js';
import type {
  HistoryView,
  RunCountersView,
  RunInstructionsView,
  RunVersionsView,
  RunAttainmentView,
  SkipsView,
} from '../runs/run-parts-view.js';
import type { RunView } from '../runs/run-view.js';
import type { StartTime } from '../runs/start-time.js';

/** Wire types of runs and of what belongs to them; part of `Wire`. */
export interface RunWire {
  StartTime: StartTime;
  Run: RunView;
  RunList: ListView<RunSummary>;
  RunCounters: RunCountersView;
  Refresh: RefreshView;
  RunInstructions: RunInstructionsView;
  RunVersions: RunVersionsView;
  History: HistoryView;
  RunAttainment: RunAttainmentView;
  Skips: SkipsView;
  Replay: ReplayView;
  Explanation: ExplanationView;
  RunComparison: RunComparisonView;
  Lesson: LessonSummary;
  LessonList: ListView<LessonSummary>;

  Communication: CommunicationView;
  CommunicationList: ListView<CommunicationSummary>;
  Resolution: ResolutionView;
  Found: FoundView;

  Decision: DecisionView;
  RenderedAgain: RenderedAgainView;

  Reply: ReplyView;
  ReplyList: ListView<ReplySummary>;

  Parked: ParkedView;
  Retried: Retried;
  ProjectionList: ProjectionListView;
  ProjectionVerdict: Verdict;
  Rebuild: RebuildView;
  Queue: QueueView;
}
