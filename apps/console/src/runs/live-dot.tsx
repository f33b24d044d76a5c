import { Radio, RefreshCw } from 'lucide-react';
import { useLiveState } from '../live/use-live.js';
import styles from './live-dot.module.css';

const words = {
  connecting: { label: 'Connecting', about: 'The stream of events is being opened' },
  live: { label: 'Live', about: 'Changes appear as they happen' },
  polling: { label: 'Every 5 s', about: 'No stream of events: the page asks every five seconds' },
} as const;

/** Whether what is shown follows what happens. */
export const LiveDot = () => {
  const state = useLiveState();
  const { label, about } = words[state];
  const Icon = state === 'live' ? Radio : RefreshCw;
  return (
    <span className={styles.dot} data-state={state} title={about} role="status">
      <Icon size={13} aria-hidden /> {label}
    </span>
  );
};
