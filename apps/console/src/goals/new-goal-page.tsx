import { NewItem } from '../library/new-item.js';
import { GoalEditor } from './goal-editor.js';

const example = {
  name: 'Win back',
  statement: 'Have lapsed customers order again',
  measure: { kind: 'contact-event', type: 'order' },
  target: { share: 0.05 },
  windowHours: 72,
  summary: 'First version',
};

export const NewGoalPage = () => (
  <NewItem kind="goals" example={example}>
    <GoalEditor read={null} />
  </NewItem>
);
