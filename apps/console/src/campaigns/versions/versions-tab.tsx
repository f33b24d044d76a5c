import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { answered } from '#client/client.js';
import { api } from '../../api/client.js';
import { Panel } from '../../parts/panel.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import { VersionDiff } from '../../parts/versions/version-diff.js';
import { VersionList } from '../../parts/versions/version-list.js';
import grid from '../../run/instructions/instructions-tab.module.css';
import { byArea } from '../../run/versions/areas.js';
import type { TabProps } from '../campaign-page.js';
import { campaignKey, campaignVersionQuery, campaignVersionsQuery } from '../campaign-queries.js';
import campaigns from '../campaigns.module.css';
import { DefinitionFacts } from '../overview/definition-facts.js';
import { Messages } from '../overview/messages.js';
import { ReferredName } from '../referred-name.js';

const route = getRouteApi('/frame/campaigns/$campaignId/$tab');

const diffQuery = (id: string, a: number, b: number) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'diff', a, b],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/campaigns/{id}/versions/{a}/diff/{b}', { params: { path: { id, a, b } }, signal })),
    enabled: a !== b,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Every version that was published, what changed between two of them, and any of them whole. */
const VersionsTab = ({ id, campaign }: TabProps) => {
  const { from, to, version } = route.useSearch();
  const navigate = useNavigate({ from: '/campaigns/$campaignId/$tab' });
  const [a, b] = [from ?? Math.max(1, campaign.version - 1), to ?? campaign.version];
  const { data, isError, error, refetch } = useQuery(campaignVersionsQuery(id));
  const answer = useQuery(diffQuery(id, a, b));
  if (data === undefined)
    return isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />;
  const shown = version ?? campaign.version;
  return (
    <div className={grid.grid}>
      <Panel title="Versions" note="newest first; what was published never changes" flush>
        <VersionList versions={data.items} shown={shown} />
      </Panel>
      <Whole id={id} version={shown} />
      <div className={grid.wide}>
        <VersionDiff
          noun="campaign"
          versions={data.items.map((each) => each.version)}
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
          answer={answer}
          groupsOf={byArea}
        />
      </div>
    </div>
  );
};

export default VersionsTab;

const Whole = ({ id, version }: { readonly id: string; readonly version: number }) => {
  const { data, isError, error, refetch } = useQuery(campaignVersionQuery(id, version));
  return (
    <Panel title={`v${version} as it was published`}>
      {data === undefined ? (
        isError ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={6} />
        )
      ) : (
        <div className={campaigns.page}>
          <dl className={campaigns.facts}>
            {(['goal', 'segment', 'sender'] as const).map((kind) => (
              <div key={kind}>
                <dt>{kind.replace(/^./, (first) => first.toUpperCase())}</dt>
                <dd>
                  <ReferredName kind={kind} id={data.definition[kind]} />
                </dd>
              </div>
            ))}
          </dl>
          <DefinitionFacts definition={data.definition} />
          <Messages definition={data.definition} />
        </div>
      )}
    </Panel>
  );
};
