import { useQuery } from '@tanstack/react-query';
import { LedgerBar, LedgerTable } from '../../parts/ledger.js';
import panels from '../../parts/panel-grid.module.css';
import { Panel } from '../../parts/panel.js';
import { Skeleton } from '../../parts/states.js';
import type { TabProps } from '../run-page.js';
import { milestonesQuery } from '../run-queries.js';
import { Attainment } from './attainment.js';
import { Failures } from './failures.js';
import { LifecycleSteps } from './lifecycle-steps.js';
import styles from './overview-tab.module.css';
import { ProgressPanel } from './progress-panel.js';
import { Relatives } from './relatives.js';

const OverviewTab = ({ run, at }: TabProps) => {
  const milestones = useQuery(milestonesQuery(run.id));
  const events = (milestones.data?.items ?? []).filter(({ number }) => at === undefined || number <= at);
  return (
    <div className={panels.grid}>
      <div className={panels.wide}>
        <Panel title="Lifecycle">
          {milestones.data === undefined ? <Skeleton lines={2} /> : <LifecycleSteps run={run} events={events} />}
        </Panel>
      </div>
      <Panel
        title="Ledger"
        note={run.ledger.audience === 0 ? 'The audience is frozen when the run is prepared' : undefined}
      >
        <div className={styles.ledger}>
          <LedgerBar ledger={run.ledger} />
          <LedgerTable ledger={run.ledger} />
        </div>
      </Panel>
      <ProgressPanel run={run} at={at} />
      <div className={panels.wide}>
        <Failures run={run} at={at} />
      </div>
      <Attainment run={run} />
      <Relatives run={run} />
    </div>
  );
};

export default OverviewTab;
