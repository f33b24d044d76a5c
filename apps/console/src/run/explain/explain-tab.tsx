import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { Schemas } from '#client/client.js';
import { Panel } from '../../parts/panel.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import type { TabProps } from '../run-page.js';
import { explanationQuery, runsOfCampaignQuery } from '../run-queries.js';
import styles from './explain-tab.module.css';
import { ExplanationTable } from './explanation-table.js';
import { Lessons } from './lessons.js';

const route = getRouteApi('/frame/runs/$runId/$tab');

type Shown = 'all' | 'differs';

/** Why the run came out as it did: each factor checked, what differed and what did not. */
const ExplainTab = ({ run }: TabProps) => {
  const { against } = route.useSearch();
  const [shown, setShown] = useState<Shown>('all');
  const explanation = useQuery(explanationQuery(run.id, against));
  if (explanation.data === undefined)
    return explanation.isError ? (
      <ErrorState error={explanation.error} onRetry={() => void explanation.refetch()} />
    ) : (
      <Skeleton lines={12} label="Comparing" />
    );
  const { data } = explanation;
  const rows = data.rows.filter(
    (row) => shown === 'all' || row.againstPrevious === 'differs' || row.againstNow === 'differs',
  );
  return (
    <div className={styles.page}>
      <Cause explanation={data} />
      <Panel
        title="Every factor that was checked"
        note={data.looked.all ? undefined : `from the first ${data.looked.messages.toLocaleString()} messages`}
        actions={
          <>
            <Against run={run} against={data.against} />
            <SegmentedChoice
              label="Factors"
              value={shown}
              choices={[
                { value: 'all', label: `All ${data.rows.length}` },
                { value: 'differs', label: 'Only what differs' },
              ]}
              onChoose={(next: Shown) => setShown(next)}
            />
          </>
        }
        flush
      >
        <ExplanationTable
          rows={rows}
          sides={['This run', data.against?.chosen === 'asked' ? 'Chosen run' : 'Previous run']}
        />
      </Panel>
      <Lessons run={run} place={data.likelyCause?.place ?? 'execution'} />
    </div>
  );
};

export default ExplainTab;

const Cause = ({ explanation: { likelyCause, against } }: { readonly explanation: Schemas['Explanation'] }) => (
  <section className={styles.cause} aria-label="The likely cause">
    <Search size={18} aria-hidden />
    {likelyCause === null ? (
      <p className={styles.sentence}>
        {against === null
          ? 'There is no other run of the campaign to compare with.'
          : 'Nothing that was checked differs from the other run.'}
      </p>
    ) : (
      <div>
        <p className={styles.sentence}>{likelyCause.sentence}</p>
        <p className={styles.where}>
          Most likely <strong>{likelyCause.factor}</strong>; the lesson belongs in the{' '}
          <strong>{likelyCause.place}</strong>.
        </p>
      </div>
    )}
  </section>
);

interface AgainstProps {
  readonly run: Schemas['Run'];
  readonly against: Schemas['Explanation']['against'];
}

/** The run that this one is compared with: the previous one unless another is chosen. */
const Against = ({ run, against }: AgainstProps) => {
  const runs = useQuery(runsOfCampaignQuery(run.campaign.id));
  const navigate = useNavigate({ from: '/runs/$runId/$tab' });
  const others = (runs.data?.items ?? []).filter(({ id }) => id !== run.id);
  return (
    <span className={styles.against}>
      <label>
        Against{' '}
        <select
          className={styles.select}
          value={against?.chosen === 'asked' ? against.runId : ''}
          onChange={({ target: { value } }) =>
            void navigate({
              to: '.',
              search: ({ against: _, ...rest }) => (value === '' ? rest : { ...rest, against: value }),
              replace: true,
              resetScroll: false,
            })
          }
        >
          <option value="">the previous run</option>
          {others.map(({ id, createdAt, campaign: { version } }) => (
            <option key={id} value={id}>
              {id.slice(0, 8)}, v{version}, {createdAt.slice(0, 16).replace('T', ' ')}
            </option>
          ))}
        </select>
      </label>
      {against === null ? null : (
        <Link to="/runs/compare" search={{ a: against.runId, b: run.id }} className={styles.link}>
          Side by side
        </Link>
      )}
    </span>
  );
};
