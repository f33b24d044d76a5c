import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { JsonText } from '../../parts/json-text.js';
import { Panel } from '../../parts/panel.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import { TimeText } from '../../parts/time-text.js';
import { VersionDiff } from '../../run/versions/version-diff.js';
import list from '../../run/versions/versions-tab.module.css';
import type { TabProps } from '../campaign-page.js';
import { campaignVersionQuery, campaignVersionsQuery } from '../campaign-queries.js';
import styles from '../campaigns.module.css';

const route = getRouteApi('/frame/campaigns/$campaignId/$tab');

/** Every version that was published, what changed between two of them, and any of them whole. */
const VersionsTab = ({ id, campaign }: TabProps) => {
  const { from, to, version: read } = route.useSearch();
  const navigate = useNavigate({ from: '/campaigns/$campaignId/$tab' });
  const { data, isError, error, refetch } = useQuery(campaignVersionsQuery(id));
  if (data === undefined)
    return isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />;
  const [a, b] = [from ?? Math.max(1, campaign.version - 1), to ?? campaign.version];
  return (
    <div className={list.grid}>
      <Panel title="Versions" note="newest first; what was published never changes" flush>
        <ol className={list.list} reversed>
          {data.items.map(({ version, summary, publishedAt, publishedBy, reason }) => (
            <li key={version} className={version === read ? `${list.item} ${list.pinned}` : list.item}>
              <span className={list.version}>v{version}</span>
              <div className={list.words}>
                <span className={list.summary}>{summary === '' ? 'No summary' : summary}</span>
                <span className={list.note}>
                  <TimeText instant={publishedAt} as="minutes" /> by {publishedBy}
                  {reason === null ? '' : `: ${reason}`}
                </span>
              </div>
              <Link
                to="."
                search={(before) => ({ ...before, version })}
                replace
                resetScroll={false}
                className={styles.link}
                aria-label={`Read v${version} whole`}
              >
                Read
              </Link>
            </li>
          ))}
        </ol>
      </Panel>
      <Whole id={id} version={read ?? campaign.version} />
      <div className={list.wide}>
        <VersionDiff
          campaignId={id}
          versions={data.items.map(({ version }) => version)}
          a={a}
          b={b}
          onChoose={(next) =>
            void navigate({
              to: '.',
              search: (before) => ({ ...before, from: next.a, to: next.b }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      </div>
    </div>
  );
};

export default VersionsTab;

const Whole = ({ id, version }: { readonly id: string; readonly version: number }) => {
  const { data, isError, error, refetch } = useQuery(campaignVersionQuery(id, version));
  return (
    <Panel title={`v${version} whole`}>
      {data === undefined ? (
        isError ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={6} />
        )
      ) : (
        <JsonText label={`campaign v${version}`} value={data.definition} />
      )}
    </Panel>
  );
};
