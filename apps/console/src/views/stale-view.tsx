import type { ReactNode } from 'react';
import styles from './views.module.css';

/** A view that another window has changed since it was read here: says so, and what can be done. */
export const StaleView = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.stale} role="alert">
    <p>It was changed in another window meanwhile, so nothing was kept.</p>
    {children}
  </div>
);
