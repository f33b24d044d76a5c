import { Link, type LinkProps } from '@tanstack/react-router';
import styles from './tab-links.module.css';

export interface TabLink {
  readonly label: string;
  readonly to: LinkProps['to'];
  readonly params?: Readonly<Record<string, string>>;
  /** Beside the label; absent while it is not known. */
  readonly count?: number | undefined;
}

/** Tabs that are pages: each has its URL, and is a link. */
export const TabLinks = ({ label, tabs }: { readonly label: string; readonly tabs: readonly TabLink[] }) => (
  <nav className={styles.tabs} aria-label={label}>
    {tabs.map(({ label: text, to, params, count }) => (
      <Link
        key={text}
        {...({ to, params } as LinkProps)}
        className={styles.tab}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        {text}
        {count === undefined ? null : <span className={styles.count}>{count.toLocaleString()}</span>}
      </Link>
    ))}
  </nav>
);
