import type { CSSProperties, ReactNode } from 'react';
import styles from './fact-list.module.css';

interface FactListProps {
  /** How wide the column of names is. */
  readonly names?: string;
  readonly children: ReactNode;
}

/** Names and what they are, one line each. */
export const FactList = ({ names = '7rem', children }: FactListProps) => (
  <dl className={styles.facts} style={{ '--names': names } as CSSProperties}>
    {children}
  </dl>
);

export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
