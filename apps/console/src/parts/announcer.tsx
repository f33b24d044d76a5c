import { useSyncExternalStore } from 'react';
import styles from './hidden.module.css';

const listeners = new Set<() => void>();
let said = '';
let times = 0;

/** Tells screen readers what changed, without moving the focus. */
export const announce = (text: string): void => {
  times += 1;
  // The same words again are said again.
  said = times % 2 === 0 ? text : `${text}\u00a0`;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const Announcer = () => {
  const text = useSyncExternalStore(subscribe, () => said);
  return (
    <div className={styles.hidden} role="status" aria-live="polite">
      {text}
    </div>
  );
};
