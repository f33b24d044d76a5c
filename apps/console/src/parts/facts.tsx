import type { ReactNode } from 'react';
import styles from './facts.module.css';

interface FactsProps {
  /** A value that is null is said to be none. */
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
}

/** Names with their values, under each other. */
export const Facts = ({ facts }: FactsProps) => (
  <dl className={styles.facts}>
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value ?? <span className={styles.none}>none</span>}</dd>
      </div>
    ))}
  </dl>
);
