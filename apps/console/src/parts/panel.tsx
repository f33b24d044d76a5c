import { type ReactNode, useId } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: string;
  /** Beside the title, quietly. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Without padding: for tables that reach to the edge. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** One region of a page with its heading. */
export const Panel = ({ title, note, actions, flush = false, children }: PanelProps) => {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {note === undefined ? null : <span className={styles.note}>{note}</span>}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
      <div className={`${styles.body} ${flush ? styles.flush : ''}`}>{children}</div>
    </section>
  );
};
