import { getRouteApi } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import { Skeleton } from '../parts/states.js';
import { TabLinks } from '../parts/tab-links.js';
import { type SystemPart, systemParts } from './system-parts.js';
import styles from './system.module.css';

const route = getRouteApi('/frame/system/$part');

const parts: Readonly<Record<SystemPart, ComponentType>> = {
  health: lazy(() => import('./health-part.js')),
  workers: lazy(() => import('./workers-part.js')),
  projections: lazy(() => import('./projections-part.js')),
  parked: lazy(() => import('./parked-part.js')),
  holds: lazy(() => import('./holds-part.js')),
  keys: lazy(() => import('./keys-part.js')),
  configuration: lazy(() => import('./configuration-part.js')),
};

const get = (what: string, path: string) => ({ what, method: 'GET' as const, path });

const requests = {
  health: [get('Whether the stores answer', '/health/ready')],
  workers: [
    get('The workers that live', '/v1/workers'),
    { what: 'What is due and nobody holds', method: 'POST' as const, path: '/v1/queue/reconcile' },
  ],
  projections: [get('The read models', '/v1/projections')],
  parked: [get('What is parked', '/v1/parked')],
  holds: [get('The holds in force', '/v1/holds'), get('Runs on hold by themselves', '/v1/holds/runs')],
  keys: [get('All keys', '/v1/keys')],
  configuration: [get('The settings in force', '/v1/configuration')],
} as const satisfies Record<SystemPart, readonly object[]>;

/** What the service stands on, for those who keep it running. */
export const SystemPage = () => {
  const { part } = route.useParams();
  const Part = parts[part];
  return (
    <>
      <PageHeader title="System" actions={<ApiButton requests={requests[part]} />} />
      <TabLinks
        label="Parts of the system"
        tabs={systemParts.map(({ id, label }) => ({ label, to: '/system/$part', params: { part: id } }))}
      />
      <div className={styles.part}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <Part key={part} />
        </Suspense>
      </div>
    </>
  );
};
