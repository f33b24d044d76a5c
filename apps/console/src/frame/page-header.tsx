import { type ReactNode, useEffect } from 'react';
import styles from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** Beside the title: a status, a count. */
  readonly beside?: ReactNode;
  /** Under the title. */
  readonly children?: ReactNode;
  /** At the end of the line: the API button, commands. */
  readonly actions?: ReactNode;
}

/** The one `h1` of a page, and its name in the browser's tab. */
export const PageHeader = ({ title, beside, children, actions }: PageHeaderProps) => {
  useEffect(() => {
    document.title = `${title} · Sortie`;
  }, [title]);
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 className={styles.title}>{title}</h1>
        {beside}
        <div className={styles.actions}>{actions}</div>
      </div>
      {children}
    </header>
  );
};
