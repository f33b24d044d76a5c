import type { Schemas } from '#client/client.js';
import { Panel } from '../../parts/panel.js';
import { count } from '../header/run-sentence.js';
import styles from './overview-tab.module.css';

/** How far the run got towards its goal, by the version of the goal that it pinned. */
export const Attainment = ({ run: { goal, attainment } }: { readonly run: Schemas['Run'] }) => (
  <Panel title="Goal" note={`v${goal.version}, as the run pinned it`}>
    <p className={styles.statement}>{goal.definition?.statement ?? 'Its definition could not be read.'}</p>
    <dl className={styles.facts}>
      <div>
        <dt>Attained</dt>
        <dd>{attainment === null || attainment.attained === null ? 'not measured' : count(attainment.attained)}</dd>
      </div>
      {attainment === null || attainment.wanted === null ? null : (
        <div>
          <dt>Wanted</dt>
          <dd>{count(attainment.wanted)}</dd>
        </div>
      )}
      {attainment === null || attainment.reached === null ? null : (
        <div>
          <dt>Reached</dt>
          <dd>{attainment.reached ? 'yes' : 'no'}</dd>
        </div>
      )}
    </dl>
  </Panel>
);
