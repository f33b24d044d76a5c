import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import link from '../../parts/link.module.css';
import { Panel } from '../../parts/panel.js';
import { RunStatusPill } from '../../parts/status-pill.js';
import { TimeText } from '../../parts/time-text.js';
import styles from './overview-tab.module.css';

const words = { retry: 'Retry', again: 'Again' } as const;

/** Runs that came out of this one, and where to compare it. */
export const Relatives = ({ run }: { readonly run: Schemas['Run'] }) => (
  <Panel
    title="Related runs"
    actions={
      <Link to="/runs/compare" search={{ b: run.id }} className={`${link.link} ${link.strong}`}>
        Compare with the previous run
      </Link>
    }
  >
    {run.children.length === 0 ? (
      <p className={styles.statement}>No run has come out of this one.</p>
    ) : (
      <ul className={styles.list}>
        {run.children.map(({ id, relation, status, createdAt }) => (
          <li key={id}>
            <Link
              to="/runs/$runId/$tab"
              params={{ runId: id, tab: 'overview' }}
              className={`${link.link} ${link.strong}`}
            >
              {words[relation]} <code>{id.slice(0, 8)}</code>
            </Link>
            <RunStatusPill status={status} />
            <TimeText instant={createdAt} />
          </li>
        ))}
      </ul>
    )}
  </Panel>
);
