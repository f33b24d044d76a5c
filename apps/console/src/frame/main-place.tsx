import { useIsFetching } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import styles from './frame.module.css';

/** Where pages are. `data-reading` says that what they show is on its way: who looks from outside waits for it. */
export const MainPlace = ({ children }: { readonly children: ReactNode }) => (
  <main id="main" tabIndex={-1} className={styles.main} data-reading={useIsFetching() > 0}>
    {children}
  </main>
);
