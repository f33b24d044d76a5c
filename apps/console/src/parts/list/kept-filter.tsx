import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import hidden from '../hidden.module.css';
import styles from './kept-filter.module.css';

interface KeptFilterProps {
  /** What it lets through. */
  readonly children: ReactNode;
  onRemove(): void;
}

/** A filter that is in force; a press takes it away. */
export const KeptFilter = ({ children, onRemove }: KeptFilterProps) => (
  <button type="button" className={styles.filter} onClick={onRemove}>
    {children} <X size={12} aria-hidden />
    <span className={hidden.hidden}>take the filter away</span>
  </button>
);
