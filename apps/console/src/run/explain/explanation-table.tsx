import { CircleHelp, Diff, Equal, Minus } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import hidden from '../../parts/hidden.module.css';
import { Pill } from '../../parts/status-pill.js';
import type { StatusLook } from '../../parts/statuses.js';
import { WithTimes } from '../../parts/with-times.js';
import { EventLinks } from './event-links.js';
import styles from './explanation-table.module.css';

type Row = Schemas['ExplanationRow'];

const verdicts: Readonly<Record<Row['againstPrevious'], StatusLook>> = {
  differs: { label: 'differs', tone: 'warn', icon: Diff },
  same: { label: 'same', tone: 'good', icon: Equal },
  'not known': { label: 'not known', tone: 'calm', icon: CircleHelp },
  'not applicable': { label: 'not applicable', tone: 'calm', icon: Minus },
};

const effects: Readonly<Record<Row['effect'], string | null>> = {
  stopped: 'stopped messages',
  changed: 'changed messages',
  delayed: 'delayed messages',
  later: 'changed after the run',
  unseen: 'reached no message',
  none: null,
};

interface ExplanationTableProps {
  readonly rows: readonly Row[];
  /** What the two sides that are compared are. */
  readonly sides: readonly [mine: string, other: string];
}

/** One row for each factor, the likely cause first; what is the same rules something out. Events stand by what they show. */
export const ExplanationTable = ({ rows, sides: [mine, other] }: ExplanationTableProps) => (
  <div className={styles.scroll} tabIndex={0} role="region" aria-label="Factors">
    <table className={styles.table}>
      <caption className={hidden.hidden}>Factors, the likely cause first</caption>
      <thead>
        <tr>
          <th scope="col">Factor</th>
          <th scope="col">{mine}</th>
          <th scope="col">{other}</th>
          <th scope="col">Now</th>
          <th scope="col">Place</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.factor} className={row.effect === 'none' ? undefined : styles.telling}>
            <th scope="row">
              <span className={styles.factor}>{row.factor}</span>
              {effects[row.effect] === null ? null : (
                <span className={styles.effect}>
                  {effects[row.effect]}
                  {row.share > 0 ? `, ${Math.round(row.share * 100)} %` : ''}
                </span>
              )}
            </th>
            <td>
              <Value text={row.had} />
              {row.effect === 'none' ? null : (
                <p className={styles.sentence}>
                  <WithTimes text={row.sentence} />
                </p>
              )}
              <EventLinks events={row.events} />
            </td>
            <td>
              <Pill look={verdicts[row.againstPrevious]} />
              <Value text={toldOnce(row.againstPrevious, row.previous, row.had)} />
              <EventLinks events={row.previousEvents} />
            </td>
            <td>
              <Pill look={verdicts[row.againstNow]} />
              <Value text={toldOnce(row.againstNow, row.now, row.had)} />
            </td>
            <td>{row.place}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** What is the same is told in one cell of its row: those that differ are seen at once among the others. */
const toldOnce = (verdict: Row['againstPrevious'], told: string | null, had: string | null): string | null =>
  verdict === 'same' && told === had ? null : told;

const Value = ({ text }: { readonly text: string | null }) =>
  text === null ? null : (
    <p className={styles.value}>
      <WithTimes text={text} />
    </p>
  );
