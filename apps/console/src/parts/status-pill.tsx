import styles from './status-pill.module.css';
import {
  type CommunicationStatus,
  communicationStatuses,
  type RunStatus,
  runStatuses,
  type StatusLook,
} from './statuses.js';

/** A status: icon and words, the colour only besides. */
export const Pill = ({ look: { label, tone, icon: Icon } }: { readonly look: StatusLook }) => (
  <span className={`${styles.pill} ${styles[tone]}`}>
    <Icon size={13} strokeWidth={2.1} aria-hidden />
    {label}
  </span>
);

export const RunStatusPill = ({ status }: { readonly status: RunStatus }) => <Pill look={runStatuses[status]} />;

export const CommunicationStatusPill = ({ status }: { readonly status: CommunicationStatus }) => (
  <Pill look={communicationStatuses[status]} />
);
