import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Fact, FactList } from '../../parts/fact-list.js';
import page from '../../parts/page.module.css';
import panels from '../../parts/panel-grid.module.css';
import { Panel } from '../../parts/panel.js';
import { Unread } from '../../parts/states.js';
import { VersionDiff } from '../../parts/versions/version-diff.js';
import { VersionList } from '../../parts/versions/version-list.js';
import { byArea } from '../../run/versions/areas.js';
import type { TabProps } from '../campaign-page.js';
import { campaignDiffQuery, campaignVersionQuery, campaignVersionsQuery } from '../campaign-queries.js';
import { DefinitionFacts } from '../overview/definition-facts.js';
import { Messages } from '../overview/messages.js';
import { ReferredName } from '../referred-name.js';

const route = getRouteApi('/frame/campaigns/$campaignId/$tab');

/** Every version that was published, what changed between two of them, and any of them whole. */
const VersionsTab = ({ id, campaign }: TabProps) => {
  const { from, to, version } = route.useSearch();
  const [a, b] = [from ?? Math.max(1, campaign.version - 1), to ?? campaign.version];
  const read = useQuery(campaignVersionsQuery(id));
  const { data } = read;
  const answer = useQuery(campaignDiffQuery(id, a, b));
  if (data === undefined) return <Unread of={read} lines={8} />;
  const shown = version ?? campaign.version;
  return (
    <div className={panels.grid}>
      <Panel title="Versions" note="newest first; what was published never changes" flush>
        <VersionList versions={data.items} shown={shown} />
      </Panel>
      <Whole id={id} version={shown} />
      <div className={panels.wide}>
        <VersionDiff
          noun="campaign"
          versions={data.items.map((each) => each.version)}
          a={a}
          b={b}
          answer={answer}
          areasOf={byArea}
        />
      </div>
    </div>
  );
};

export default VersionsTab;

const Whole = ({ id, version }: { readonly id: string; readonly version: number }) => {
  const read = useQuery(campaignVersionQuery(id, version));
  const { data } = read;
  return (
    <Panel title={`v${version} as it was published`}>
      {data === undefined ? (
        <Unread of={read} lines={6} />
      ) : (
        <div className={page.page}>
          <FactList>
            {(['goal', 'segment', 'sender'] as const).map((kind) => (
              <Fact key={kind} name={kind.replace(/^./, (first) => first.toUpperCase())}>
                <ReferredName kind={kind} id={data.definition[kind]} />
              </Fact>
            ))}
          </FactList>
          <DefinitionFacts definition={data.definition} />
          <Messages definition={data.definition} />
        </div>
      )}
    </Panel>
  );
};
