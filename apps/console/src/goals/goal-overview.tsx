import type { Schemas } from '#client/client.js';
import type { ItemSearch } from '../library/library-search.js';
import panels from '../parts/panel-grid.module.css';
import { Panel } from '../parts/panel.js';
import { AttainmentPanel } from './attainment-panel.js';
import { GoalFacts } from './goal-facts.js';
import { GoalLessons } from './goal-lessons.js';

interface GoalOverviewProps {
  readonly goal: Schemas['Goal'];
  readonly search: ItemSearch;
}

/** What the goal asks for, how far its runs got, and what was learnt. */
export const GoalOverview = ({ goal, search }: GoalOverviewProps) => (
  <div className={panels.grid}>
    <Panel title="What it asks for" note={`v${goal.version}`}>
      <GoalFacts definition={goal.definition} />
    </Panel>
    <Panel title="Lessons" note="what was learnt from runs with this goal">
      <GoalLessons id={goal.id} />
    </Panel>
    <div className={panels.wide}>
      <AttainmentPanel goal={goal} search={search} />
    </div>
  </div>
);
