import { RowBox, type Selection } from '../parts/data-table.js';
import { RunStatusPill } from '../parts/status-pill.js';
import { CampaignLink, DurationText, nameOf, Progress, StartText } from './cells.js';
import { RowMenu } from './row-menu.js';
import styles from './run-cards.module.css';
import type { RunRow } from './runs-queries.js';
import { channelWords, typeWords } from './words.js';

interface RunCardsProps {
  readonly rows: readonly RunRow[];
  readonly selection: Selection;
  readonly stale: boolean;
  onFilter(campaign: string): void;
}

/** The list on a narrow screen: a card for each run. */
export const RunCards = ({ rows, selection, stale, onFilter }: RunCardsProps) => (
  <ul className={styles.cards} aria-label="Runs" aria-busy={stale} data-stale={stale}>
    {rows.map((run) => (
      <li key={run.id} className={styles.card} data-row={run.id} data-chosen={selection.chosen.has(run.id)}>
        <div className={styles.line}>
          <RunStatusPill status={run.status} />
          <span className={styles.kind}>
            {typeWords[run.type]} · {channelWords[run.channel]}
          </span>
          <RowBox selection={selection} id={run.id} name={nameOf(run)} />
          <RowMenu run={run} onFilter={onFilter} />
        </div>
        <CampaignLink run={run} />
        {run.ledger.audience === 0 ? null : <Progress run={run} />}
        <p className={styles.when}>
          <StartText run={run} />
          <DurationText run={run} />
        </p>
      </li>
    ))}
  </ul>
);
