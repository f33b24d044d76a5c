import type { Schemas } from '#client/client.js';

/** How each kind of waiting is called; `trouble` when somebody should look after it. */
export const waitWords: Readonly<Record<Schemas['WaitKind'], { readonly label: string; readonly trouble: boolean }>> = {
  time: { label: 'Waits for its time', trouble: false },
  approval: { label: 'Waits for approval', trouble: false },
  'quiet-hours': { label: 'Quiet hours', trouble: false },
  'rate-limit': { label: 'Rate limit', trouble: false },
  concurrency: { label: 'Waits in line', trouble: false },
  'back-off': { label: 'Backs off', trouble: false },
  'provider-down': { label: 'Provider cannot be reached', trouble: true },
  paused: { label: 'Paused', trouble: false },
  hold: { label: 'Held', trouble: true },
  'no-worker': { label: 'No worker', trouble: true },
  'queue-down': { label: 'Queue cannot be used', trouble: true },
  'silent-lease': { label: 'A worker has fallen silent', trouble: true },
  'read-model-behind': { label: 'Lists are behind', trouble: true },
};
