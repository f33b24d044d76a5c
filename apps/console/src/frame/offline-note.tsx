import { CloudOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import styles from './offline-note.module.css';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

export const OfflineNote = () => {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return online ? null : (
    <p className={styles.note} role="status">
      <CloudOff size={15} aria-hidden /> Offline: this is what was last read. It goes on by itself.
    </p>
  );
};
