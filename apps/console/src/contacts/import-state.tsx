import { CircleAlert, CircleCheck, CircleX, Loader, Unplug } from 'lucide-react';
import { Pill } from '../parts/status-pill.js';
import type { StatusLook } from '../parts/statuses.js';
import type { ImportReport } from './contacts-queries.js';

const looks = {
  running: { label: 'Running', tone: 'busy', icon: Loader },
  finished: { label: 'Finished', tone: 'good', icon: CircleCheck },
  refused: { label: 'Refused', tone: 'bad', icon: CircleX },
  aborted: { label: 'Broken off', tone: 'warn', icon: Unplug },
  failed: { label: 'Failed', tone: 'bad', icon: CircleX },
} satisfies Record<ImportReport['state'], StatusLook>;

/** Nobody has dealt with a row for so long: the process that took them has died. */
const deadAfterMs = 60_000;

const dead: StatusLook = { label: 'Stopped', tone: 'warn', icon: CircleAlert };

export const ImportStatePill = ({ report: { state, updatedAt } }: { readonly report: ImportReport }) => (
  <Pill look={state === 'running' && Date.now() - Date.parse(updatedAt) > deadAfterMs ? dead : looks[state]} />
);
