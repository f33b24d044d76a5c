import type { ReactNode } from 'react';
import styles from './header-facts.module.css';

/** Under the heading of a page: what it is about, in a sentence. */
export const HeaderSentence = ({ children }: { readonly children: ReactNode }) => (
  <p className={styles.sentence}>{children}</p>
);

/** Under the heading of a page, side by side: what has to be known before anything else. */
export const HeaderFacts = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles.facts}>{children}</dl>
);

export const HeaderFact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** Quietly, beside a fact. */
export const Aside = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.aside}>{children}</span>
);
