import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import { RunStatusPill } from '../../parts/status-pill.js';
import { nameOf } from '../cells.js';
import styles from './bulk.module.css';
import { inWords, runsInWords } from './bulk-words.js';

/** How many would do it, why others would not, and the newest of them, each with its own answer. */
export const BulkPreview = ({ preview }: { readonly preview: Schemas['BulkPreview'] }) => (
  <>
    <p>
      <b>{runsInWords(preview.eligible)}</b> of {preview.count.toLocaleString()} selected would do it.
    </p>
    {preview.ineligible.length === 0 ? null : (
      <ul className={styles.reasons} aria-label="Those that would not">
        {preview.ineligible.map(({ because, runs }) => (
          <li key={because}>
            {runsInWords(runs)}: {inWords(because)}
          </li>
        ))}
      </ul>
    )}
    <ul className={styles.sample} tabIndex={0} aria-label="The newest of them">
      {preview.rows.map((run) => (
        <li key={run.id} data-refuses={run.because !== null}>
          <RunStatusPill status={run.status} />
          <Link to="/runs/$runId/$tab" params={{ runId: run.id, tab: 'overview' }} target="_blank">
            <bdi>{nameOf(run)}</bdi> v{run.campaign.version}
          </Link>
          {run.because === null ? null : <span className={styles.because}>{inWords(run.because)}</span>}
        </li>
      ))}
    </ul>
    {preview.count > preview.rows.length ? (
      <p className={styles.note}>and {(preview.count - preview.rows.length).toLocaleString()} more</p>
    ) : null}
  </>
);
