import type { CSSProperties, ReactNode } from 'react';
import styles from './facts.module.css';

interface FactsProps {
  /** A value that is null is said to be none. */
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  /** How wide the column of names is. */
  readonly names?: string;
}

/** Names with their values, under each other. */
export const Facts = ({ facts, names = 'minmax(7rem, 2fr)' }: FactsProps) => (
  <dl className={styles.facts} style={{ '--names': names } as CSSProperties}>
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value ?? <span className={styles.none}>none</span>}</dd>
      </div>
    ))}
  </dl>
);
