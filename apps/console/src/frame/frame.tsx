import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { Announcer } from '../parts/announcer.js';
import { TimeCard } from '../parts/time-card.js';
import { Toasts } from '../parts/toasts.js';
import styles from './frame.module.css';
import { MainPlace } from './main-place.js';
import { Nav } from './nav.js';
import { OfflineNote } from './offline-note.js';
import { TopBar } from './top-bar.js';
import { useFrameShortcuts } from './frame-shortcuts.js';

/** Navigation and top bar around every page that needs a session. */
export const Frame = () => {
  const sheet = useFrameShortcuts();
  return (
    <Toasts>
      <a className={styles.skip} href="#main">
        Skip to content
      </a>
      <div className={styles.frame}>
        <TopBar sheet={sheet} />
        <Nav />
        <MainPlace>
          <OfflineNote />
          <Suspense>
            <Outlet />
          </Suspense>
        </MainPlace>
      </div>
      <Announcer />
      <TimeCard />
    </Toasts>
  );
};
