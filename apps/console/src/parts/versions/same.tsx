import { CircleCheck } from 'lucide-react';
import styles from './same.module.css';

/** In place of differences, where there are none. */
export const Same = ({ words }: { readonly words: string }) => (
  <p className={styles.same}>
    <CircleCheck size={15} aria-hidden /> {words}
  </p>
);
