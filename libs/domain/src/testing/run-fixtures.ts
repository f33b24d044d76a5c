import type { BatchTotals, Manifest, Pins, RunRequest } from '../run/messages.js';

export const pins: Pins = {
  campaign: { id: 'c1', version: 1, hash: 'aa' },
  goal: { id: 'g1', version: 1, hash: 'bb' },
  segment: { id: 's1', version: 1, hash: 'cc' },
  sender: { id: 'f1', version: 1, hash: 'dd' },
};

export const requestOf = (runId: string, changes: Partial<RunRequest> = {}): RunRequest => ({
  runId,
  campaignId: 'c1',
  type: 'api',
  trigger: 'ann',
  channel: 'noop',
  pins,
  follow: 'pinned',
  audience: { kind: 'segment' },
  variables: null,
  metadata: {},
  ...changes,
});

export const manifestOf = (count: number): Manifest => ({
  ...pins,
  channel: 'noop',
  variables: null,
  audience: { count, digest: 'ee' },
  policies: {
    onUnknown: 'never-resend',
    reviewer: 'none',
    responseBehaviour: 'record',
    maxAttempts: 5,
    draftHours: 72,
  },
  provider: { name: 'noop', hash: 'ff' },
});

/** Totals of a batch in which everything was accepted, unless said otherwise. */
export const totalsOf = (audience: number, changes: Partial<BatchTotals> = {}): BatchTotals => ({
  audience,
  accepted: audience,
  refused: 0,
  skipped: {},
  unknown: 0,
  notAttempted: 0,
  ...changes,
});
