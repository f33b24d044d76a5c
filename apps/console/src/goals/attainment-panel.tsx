import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import campaigns from '../campaigns/campaigns.module.css';
import { itemKey } from '../library/library-queries.js';
import type { ItemSearch } from '../library/library-search.js';
import link from '../parts/link.module.css';
import { Panel } from '../parts/panel.js';
import { SegmentedChoice } from '../parts/segmented-choice.js';
import { Unread } from '../parts/states.js';
import styles from './attainment.module.css';
import { AttainmentPlot } from './attainment-plot.js';
import { AttainmentTable } from './attainment-table.js';
import { type AttainedByRun, attainmentSentence, byCampaign, shareOf } from './attainment-words.js';

const route = getRouteApi('/frame/goals/$goalId/$tab');

interface AttainmentPanelProps {
  readonly goal: Schemas['Goal'];
  readonly search: ItemSearch;
}

/** So many runs are looked at, the last started first. */
const mostRuns = 20;

/** How far the runs with this goal got, as a plot or as a table, by the versions they pinned or by one of your choice. */
export const AttainmentPanel = ({ goal, search }: AttainmentPanelProps) => {
  const { id, version } = goal;
  const { by, as = 'plot' } = search;
  const navigate = route.useNavigate();
  const read = useQuery({
    queryKey: [...itemKey('goals', id), 'attainment', by ?? 'pinned'],
    queryFn: ({ signal }) => {
      const query = { limit: mostRuns, ...(by === undefined ? {} : { version: by }) };
      return answered(api.GET('/v1/goals/{id}/attainment', { params: { path: { id }, query }, signal }));
    },
    placeholderData: (before) => before,
  });
  const { data, isPlaceholderData } = read;
  const show = (next: ItemSearch): void => void navigate({ search: next, replace: true, resetScroll: false });
  const { by: _by, ...pinned } = search;
  const { as: _as, ...plotted } = search;
  return (
    <Panel
      title="Attainment"
      note={
        <label className={styles.judge}>
          by{' '}
          <select
            className={styles.select}
            aria-label="Judged by"
            value={by ?? 'pinned'}
            onChange={({ target }) =>
              show(target.value === 'pinned' ? pinned : { ...pinned, by: Number(target.value) })
            }
          >
            <option value="pinned">the version each run pinned</option>
            {Array.from({ length: version }, (_, place) => version - place).map((each) => (
              <option key={each} value={each}>
                v{each} for all
              </option>
            ))}
          </select>
        </label>
      }
      actions={
        <SegmentedChoice
          label="Attainment as"
          value={as}
          choices={[
            { value: 'plot', label: 'Plot' },
            { value: 'table', label: 'Table' },
          ]}
          onChoose={(next: 'plot' | 'table') => show(next === 'plot' ? plotted : { ...search, as: next })}
        />
      }
    >
      {data === undefined ? (
        <Unread of={read} lines={6} />
      ) : data.runs.length === 0 ? (
        <p className={campaigns.quiet}>No run with this goal has started yet.</p>
      ) : (
        <div data-stale={isPlaceholderData}>
          <p className={styles.sentence}>{attainmentSentence(data.runs)}</p>
          {as === 'table' ? <AttainmentTable runs={data.runs} /> : <MeasuredPlot runs={data.runs} />}
          <Campaigns runs={data.runs} />
          {data.more ? (
            <p className={styles.more}>The last {data.runs.length} runs; earlier ones are left out.</p>
          ) : null}
        </div>
      )}
    </Panel>
  );
};

/** Nothing where none was measured: an axis without a bar says what no run has attained. */
const MeasuredPlot = ({ runs }: { readonly runs: readonly AttainedByRun[] }) =>
  runs.some((run) => shareOf(run) !== null) ? <AttainmentPlot runs={runs} /> : null;

/** With one campaign, the sentence above says it all. */
const Campaigns = ({ runs }: { readonly runs: readonly AttainedByRun[] }) => {
  const campaignsOf = byCampaign(runs);
  return campaignsOf.length < 2 ? null : (
    <ul className={styles.campaigns} aria-label="Attainment of each campaign">
      {campaignsOf.map(({ id, name, words }) => (
        <li key={id}>
          <Link to="/campaigns/$campaignId/$tab" params={{ campaignId: id, tab: 'overview' }} className={link.link}>
            <bdi>{name ?? id}</bdi>
          </Link>
          {words}
        </li>
      ))}
    </ul>
  );
};
