import './frame/tokens.css';
import './frame/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { begin } from './api/ahead.js';
import { createQueryClient } from './api/query-client.js';
import { sessionQuery } from './api/session.js';
import { ZoneProvider } from './frame/zone.js';
import { createConsoleRouter } from './routes.js';

const queryClient = createQueryClient({
  onSignedOut: () => {
    const { pathname, href } = router.state.location;
    if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { to: href }, replace: true });
  },
});
const router = createConsoleRouter(queryClient);
// Before anything is drawn: every page but that one waits for it.
if (router.latestLocation.pathname !== '/sign-in') begin(queryClient.query(sessionQuery));

const place = document.getElementById('console');
if (place === null) throw new Error('index.html has no place for the console');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ZoneProvider>
        <RouterProvider router={router} />
      </ZoneProvider>
    </QueryClientProvider>
  </StrictMode>,
);
