import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LessonList } from '../../parts/lesson-list.js';
import panels from '../../parts/panel-grid.module.css';
import { Panel } from '../../parts/panel.js';
import type { TabProps } from '../campaign-page.js';
import { campaignLessonsQuery } from '../campaign-queries.js';
import styles from '../campaigns.module.css';
import { RecentRuns } from '../recent-runs.js';
import { DefinitionFacts } from './definition-facts.js';
import { Findings } from './findings.js';
import { Messages } from './messages.js';

/** What is published: whether it could run, what it says, how it ran, and what was learnt. */
const OverviewTab = ({ id, campaign }: TabProps) => {
  const lessons = useQuery(campaignLessonsQuery(id));
  return (
    <div className={panels.grid}>
      <Panel title="Preflight" note={`of v${campaign.version}, as everything stands now`}>
        <Findings campaignId={id} />
      </Panel>
      <Panel
        title="Newest runs"
        actions={
          <Link to="/campaigns/$campaignId/$tab" params={{ campaignId: id, tab: 'runs' }} className={styles.link}>
            All
          </Link>
        }
      >
        <RecentRuns campaignId={id} limit={5} />
      </Panel>
      <Panel title="What it says" note={`v${campaign.version}`}>
        <Messages definition={campaign.definition} />
      </Panel>
      <Panel title="How it works">
        <DefinitionFacts definition={campaign.definition} />
      </Panel>
      <div className={panels.wide}>
        <Panel title="Lessons" note="what was learnt from its runs">
          <LessonList read={lessons} ofVersion={({ campaign: { version } }) => `v${version}`} />
        </Panel>
      </div>
    </div>
  );
};

export default OverviewTab;
