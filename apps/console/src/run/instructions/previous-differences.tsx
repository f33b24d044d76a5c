import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import { campaignDiffQuery } from '../../campaigns/campaign-queries.js';
import { Differences } from '../../parts/diff.js';
import type { Look } from '../../parts/look.js';
import { Panel } from '../../parts/panel.js';
import { Skeleton } from '../../parts/states.js';
import { Same } from '../../parts/versions/same.js';
import { runBeforeQuery } from '../run-queries.js';
import styles from './instructions-tab.module.css';

type Run = Pick<Schemas['Run'], 'id' | 'createdAt' | 'campaign'>;

/** What the run before was made of, against this one. */
export const PreviousDifferences = ({ run, view }: { readonly run: Run; readonly view: Look<'diff'> }) => {
  const runs = useQuery(runBeforeQuery(run.campaign.id, run.createdAt));
  if (runs.data === undefined)
    return (
      <Panel title="The run before">
        <Skeleton lines={2} />
      </Panel>
    );
  const [previous] = runs.data.items;
  if (previous === undefined)
    return (
      <Panel title="The run before">
        <p className={styles.hint}>This is the campaign&apos;s first run.</p>
      </Panel>
    );
  return <Between run={run} previous={previous} view={view} />;
};

interface BetweenProps {
  readonly run: Run;
  readonly previous: Schemas['RunSummary'];
  readonly view: Look<'diff'>;
}

const written = ['/instructions', '/template', '/defaults', '/goal', '/writer'];

const Between = ({ run, previous, view }: BetweenProps) => {
  const [before, after] = [previous.campaign.version, run.campaign.version];
  const diff = useQuery(campaignDiffQuery(run.campaign.id, before, after));
  const differences = (diff.data?.differences ?? []).filter(({ path }) =>
    written.some((part) => path === part || path.startsWith(`${part}/`)),
  );
  return (
    <Panel
      title="The run before"
      note={before === after ? `used v${before} as well` : `used v${before}, this one v${after}`}
      actions={
        <Link to="/runs/$runId/$tab" params={{ runId: previous.id, tab: 'instructions' }} className={styles.link}>
          Open run <code>{previous.id.slice(0, 8)}</code>
        </Link>
      }
      flush
    >
      {before !== after && diff.data === undefined ? (
        <Skeleton lines={2} />
      ) : differences.length === 0 ? (
        <Same words="Its messages were made of the same instructions and template." />
      ) : (
        <Differences
          caption="From the previous run to this one"
          differences={differences}
          sides={[`v${before}`, `v${after}`]}
          view={view}
        />
      )}
    </Panel>
  );
};
