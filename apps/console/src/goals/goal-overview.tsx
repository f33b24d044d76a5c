import type { Schemas } from '#client/client.js';
import { Panel } from '../parts/panel.js';
import grid from '../run/instructions/instructions-tab.module.css';
import { GoalFacts } from './goal-facts.js';
import { GoalLessons } from './goal-lessons.js';

/** What the goal asks for, and what was learnt. */
export const GoalOverview = ({ goal }: { readonly goal: Schemas['Goal'] }) => (
  <div className={grid.grid}>
    <Panel title="What it asks for" note={`v${goal.version}`}>
      <GoalFacts definition={goal.definition} />
    </Panel>
    <Panel title="Lessons" note="what was learnt from runs with this goal">
      <GoalLessons id={goal.id} />
    </Panel>
  </div>
);
