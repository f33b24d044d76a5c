import type { Schemas } from '#client/client.js';
import { Panel } from '../../parts/panel.js';
import styles from './explain-tab.module.css';

interface LessonsProps {
  readonly run: Schemas['Run'];
  readonly explanation: Schemas['Explanation'];
}

/** What was learnt about the run so far. */
export const Lessons = ({ explanation: { lessons } }: LessonsProps) => (
  <Panel title="Lessons">
    <p className={styles.quiet}>
      {lessons.count === 0 ? 'Nothing has been recorded about it yet.' : `${lessons.count} recorded`}
    </p>
  </Panel>
);
