import { Check, Copy } from 'lucide-react';
import { useCopy } from './copy-button.js';
import styles from './copy.module.css';
import hidden from './hidden.module.css';

interface CopyIdProps {
  readonly id: string;
  /** What it names: `run`, `campaign`. */
  readonly of: string;
}

/** An id, shortened in the middle; clicking copies all of it. */
export const CopyId = ({ id, of }: CopyIdProps) => {
  const [copied, copy] = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <button type="button" className={styles.id} title={`${id} – copy`} onClick={() => copy(id)}>
      <code>{shortId(id)}</code>
      <span className={hidden.hidden}>: copy the id of this {of}</span>
      <Icon size={12} aria-hidden />
    </button>
  );
};

export const shortId = (id: string): string => (id.length <= 13 ? id : `${id.slice(0, 6)}…${id.slice(-4)}`);
