import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useLook } from '../../parts/look.js';
import { Panel } from '../../parts/panel.js';
import { Unread } from '../../parts/states.js';
import type { TabProps } from '../run-page.js';
import { explanationQuery } from '../run-queries.js';
import { Against } from './against.js';
import { Cause } from './cause.js';
import styles from './explain-tab.module.css';
import { ExplanationTable } from './explanation-table.js';
import { FactorsChoice, rowsShown } from './factors-choice.js';
import { Lessons } from './lessons.js';

const route = getRouteApi('/frame/runs/$runId/$tab');

/** Why the run came out as it did: each factor checked, what differed and what did not. */
const ExplainTab = ({ run }: TabProps) => {
  const { against } = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$runId/$tab' });
  const [shown] = useLook('factors');
  const explanation = useQuery(explanationQuery(run.id, against));
  if (explanation.data === undefined) return <Unread of={explanation} lines={12} label="Loading the comparison" />;
  const { data } = explanation;
  const rows = rowsShown(data.rows, shown);
  return (
    <div className={styles.page}>
      <Cause explanation={data} />
      <Panel
        title="Every factor that was checked"
        note={data.looked.all ? undefined : `from the first ${data.looked.messages.toLocaleString()} messages`}
        actions={
          <>
            <Against
              runId={run.id}
              campaignId={run.campaign.id}
              against={data.against}
              onChoose={(next) =>
                void navigate({
                  to: '.',
                  search: ({ against: _, ...rest }) => (next === undefined ? rest : { ...rest, against: next }),
                  replace: true,
                  resetScroll: false,
                })
              }
            />
            <FactorsChoice all={data.rows.length} />
          </>
        }
        flush
      >
        <ExplanationTable
          rows={rows}
          sides={['This run', data.against?.chosen === 'asked' ? 'Chosen run' : 'Previous run']}
        />
      </Panel>
      <Lessons about={`run:${run.id}`} of={{ run: run.id }} place={data.likelyCause?.place ?? 'execution'} />
    </div>
  );
};

export default ExplainTab;
