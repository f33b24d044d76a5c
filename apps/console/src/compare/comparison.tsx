import { Link } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import { DiffChoice } from '../parts/diff-choice.js';
import { Differences } from '../parts/diff.js';
import { LedgerBar, ledgerParts } from '../parts/ledger.js';
import { useLook } from '../parts/look.js';
import { Panel } from '../parts/panel.js';
import { RunStatusPill } from '../parts/status-pill.js';
import { formatDuration } from '../parts/time-format.js';
import { TimeText } from '../parts/time-text.js';
import { Same } from '../parts/versions/same.js';
import { ExplanationTable } from '../run/explain/explanation-table.js';
import styles from './comparison.module.css';
import { FactsTable } from './facts-table.js';
import { SequenceTable } from './sequence-table.js';

type Comparison = Schemas['RunComparison'];
type Side = Comparison['a'];

/** Facts, manifests, outcomes and steps of two runs, and why the second came out otherwise. */
export const Comparison = ({ data }: { readonly data: Comparison }) => {
  const { a, b, differences } = data;
  const [view] = useLook('diff');
  return (
    <>
      <PageHeader
        title="Compare runs"
        actions={
          <>
            <Link to="/runs/compare" search={{ a: b.id, b: a.id }} className={styles.swap}>
              <ArrowLeftRight size={15} aria-hidden /> Swap
            </Link>
            <ApiButton
              requests={[
                { what: 'This comparison', method: 'GET', path: '/v1/runs/compare', query: { a: a.id, b: b.id } },
              ]}
            />
          </>
        }
      />
      <div className={styles.grid}>
        <SideCard name="a" side={a} />
        <SideCard name="b" side={b} />
        <div className={styles.wide}>
          <Panel title="Why b came out otherwise" flush>
            <ExplanationTable rows={data.rows} sides={['Run b', 'Run a']} />
          </Panel>
        </div>
        <div className={styles.wide}>
          <Panel title="Outcome and facts" flush>
            <FactsTable lines={linesOf(a, b)} />
          </Panel>
        </div>
        <div className={styles.wide}>
          <Panel
            title="Definition and manifest"
            note={`campaign v${a.campaign.version} and v${b.campaign.version}`}
            actions={<DiffChoice />}
            flush
          >
            {differences.definition.length + differences.manifest.length === 0 ? (
              <Same words="Both used the same definition and the same manifest." />
            ) : (
              <Differences
                caption="From run a to run b"
                differences={[
                  ...differences.definition,
                  ...differences.manifest.map((each) => ({ ...each, path: `manifest ${each.path}` })),
                ]}
                sides={['a', 'b']}
                view={view}
              />
            )}
          </Panel>
        </div>
        <div className={styles.wide}>
          <Panel title="Steps" note="of the runs themselves, in order" flush>
            <SequenceTable a={a.id} b={b.id} steps={data.sequence} />
          </Panel>
        </div>
      </div>
    </>
  );
};

const SideCard = ({ name, side }: { readonly name: string; readonly side: Side }) => (
  <section className={styles.side} aria-label={`Run ${name}`}>
    <h2 className={styles.name}>
      <span className={styles.letter}>{name}</span>
      <Link to="/runs/$runId/$tab" params={{ runId: side.id, tab: 'overview' }} className={styles.link}>
        <bdi>{side.campaign.name ?? 'Run'}</bdi> v{side.campaign.version}
      </Link>
      <RunStatusPill status={side.status} />
    </h2>
    <LedgerBar ledger={side.ledger} />
    <p className={styles.quiet}>
      <code>{side.id.slice(0, 8)}</code>, {side.type}, by {side.requestedBy},{' '}
      <TimeText instant={side.createdAt} as="minutes" />,{' '}
      <Link to="/campaigns/$campaignId" params={{ campaignId: side.campaign.id }} className={styles.link}>
        its campaign
      </Link>
    </p>
  </section>
);

const linesOf = (a: Side, b: Side) => [
  ...(['audience'] as const).map((name) => ({ name, a: String(a.ledger[name]), b: String(b.ledger[name]) })),
  ...ledgerParts.map(({ name, count }) => ({
    name,
    a: count(a.ledger).toLocaleString(),
    b: count(b.ledger).toLocaleString(),
  })),
  { name: 'replies', a: repliesOf(a), b: repliesOf(b) },
  { name: 'type', a: a.type, b: b.type },
  { name: 'trigger', a: a.trigger, b: b.trigger },
  { name: 'duration', a: duration(a), b: duration(b) },
  { name: 'waited from request to start', a: waited(a), b: waited(b) },
];

const repliesOf = ({ replies }: Side): string => {
  const some = Object.entries(replies).map(([kind, count]) => `${count} ${kind}`);
  return some.length === 0 ? 'none' : some.join(', ');
};

const duration = ({ durationMs }: Side): string => (durationMs === null ? 'not known' : formatDuration(durationMs));

const waited = ({ createdAt, startedAt }: Side): string =>
  startedAt === null ? 'never started' : formatDuration(Date.parse(startedAt) - Date.parse(createdAt));
