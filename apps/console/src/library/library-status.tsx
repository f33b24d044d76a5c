import { Archive, CircleCheck } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { Pill } from '../parts/status-pill.js';
import type { StatusLook } from '../parts/statuses.js';

/** Goals, segments and senders are in use or archived. */
const looks = {
  active: { label: 'Active', tone: 'good', icon: CircleCheck },
  archived: { label: 'Archived', tone: 'calm', icon: Archive },
} satisfies Record<string, StatusLook>;

export const LibraryStatusPill = ({ status }: { readonly status: Schemas['DefinitionStatus'] }) => (
  <Pill look={looks[status === 'archived' ? 'archived' : 'active']} />
);
