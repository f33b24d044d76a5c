import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from './icon-button.js';
import styles from './split.module.css';

interface SplitProps {
  readonly children: ReactNode;
  /** Details of what is chosen in the list. */
  readonly panel: ReactNode;
}

/** A list with the details of one of its lines beside it. */
export const Split = ({ children, panel }: SplitProps) => (
  <div className={panel === null ? styles.split : `${styles.split} ${styles.two}`}>
    <div className={styles.list}>{children}</div>
    {panel}
  </div>
);

interface SidePanelProps {
  readonly title: ReactNode;
  /** What it is about, for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
  onClose(): void;
}

/** Has the focus once something was chosen, and gives it back to what it was chosen by. */
export const SidePanel = ({ title, label, children, onClose }: SidePanelProps) => {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    // Opened by its URL: nobody has chosen anything yet.
    if (!(before instanceof HTMLElement) || before === document.body) return undefined;
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
    return () => {
      if (before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <aside ref={panel} className={styles.panel} aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <IconButton icon={X} size={16} label="Close the details" onClick={onClose} />
      </div>
      <div className={styles.body}>{children}</div>
    </aside>
  );
};
