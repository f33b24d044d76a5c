import type { Schemas } from '#client/client.js';
import { RunStatusPill } from '../../parts/status-pill.js';
import { nameOf } from '../cells.js';
import styles from './bulk.module.css';
import { runsInWords } from './bulk-words.js';

/** How many would do it, why others would not, and the newest few. */
export const BulkPreview = ({ preview }: { readonly preview: Schemas['BulkPreview'] }) => (
  <>
    <p>
      <b>{runsInWords(preview.eligible)}</b> of {preview.count.toLocaleString()} selected would do it.
    </p>
    {preview.ineligible.length === 0 ? null : (
      <ul className={styles.reasons} aria-label="Those that would not">
        {preview.ineligible.map(({ because, runs }) => (
          <li key={because}>
            {runsInWords(runs)}: {because}
          </li>
        ))}
      </ul>
    )}
    <ul className={styles.sample} aria-label="The newest of them">
      {preview.rows.map((run) => (
        <li key={run.id}>
          <RunStatusPill status={run.status} /> {nameOf(run)} v{run.campaign.version}
        </li>
      ))}
    </ul>
  </>
);
