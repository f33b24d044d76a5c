import type { Schemas } from '#client/client.js';
import styles from './ledger.module.css';

export type LedgerCounts = Schemas['Ledger'];

export const skippedOf = ({ skipped }: LedgerCounts): number =>
  Object.values(skipped).reduce((sum, count) => sum + count, 0);

interface Part {
  readonly name: string;
  readonly look: 'accepted' | 'refused' | 'unknown' | 'skipped' | 'flight' | 'waiting' | 'never';
  readonly count: (ledger: LedgerCounts) => number;
}

/** The account of a run's audience, in the order in which it is drawn: every contact is in exactly one part. */
export const ledgerParts: readonly Part[] = [
  { name: 'accepted', look: 'accepted', count: ({ accepted }) => accepted },
  { name: 'refused', look: 'refused', count: ({ refused }) => refused },
  { name: 'unknown', look: 'unknown', count: ({ unknown }) => unknown },
  { name: 'skipped', look: 'skipped', count: skippedOf },
  { name: 'in flight', look: 'flight', count: ({ inFlight }) => inFlight },
  { name: 'waiting', look: 'waiting', count: ({ waiting }) => waiting },
  { name: 'not attempted', look: 'never', count: ({ notAttempted }) => notAttempted },
];

export const sentenceOf = (ledger: LedgerCounts): string =>
  `${ledger.accepted} of ${ledger.audience} accepted` +
  ledgerParts
    .slice(1)
    .map((part) => ({ name: part.name, count: part.count(ledger) }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `, ${count} ${name}`)
    .join('');

/** The account as one bar; its words are its label. */
export const LedgerBar = ({ ledger }: { readonly ledger: LedgerCounts }) => (
  <span className={styles.bar} role="img" aria-label={sentenceOf(ledger)} title={sentenceOf(ledger)}>
    {ledgerParts.map(({ look, count }) => {
      const amount = count(ledger);
      return amount === 0 ? null : <span key={look} className={styles[look]} style={{ flexGrow: amount }} />;
    })}
  </span>
);

/** The account in numbers, nothing left out. */
export const LedgerTable = ({ ledger }: { readonly ledger: LedgerCounts }) => (
  <dl className={styles.table}>
    <div>
      <dt>Audience</dt>
      <dd data-ledger="audience">{ledger.audience.toLocaleString()}</dd>
    </div>
    {ledgerParts.map(({ name, look, count }) => (
      <div key={name}>
        <dt>
          <span className={`${styles.key} ${styles[look]}`} />
          {name}
        </dt>
        <dd data-ledger={name}>{count(ledger).toLocaleString()}</dd>
      </div>
    ))}
  </dl>
);
