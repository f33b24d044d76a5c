import type { Schemas } from '#client/client.js';
import { present } from '../api.js';
import { anyOf, oneOf, pairs, text, texts, type Values, yesNo } from '../given.js';

const statuses = [
  'requested',
  'scheduled',
  'queued',
  'preparing',
  'running',
  'awaiting_approval',
  'pausing',
  'paused',
  'cancelling',
  'completed',
  'completed_with_failures',
  'failed',
  'cancelled',
  'missed',
] as const satisfies readonly Schemas['RunStatus'][];
const types = ['test', 'retry', 'recurring', 'once', 'api', 'manual'] as const;
const channels = ['email', 'http', 'noop'] as const;

export const runType = oneOf('Of this type', types, 'type');
export const runChannel = oneOf('By this channel', channels, 'channel');

/** Which runs: of a list, or of a job over all that match. */
export const runFilterOptions = {
  status: anyOf('Any of these', statuses, 'statuses'),
  type: anyOf('Any of these', types, 'types'),
  channel: anyOf('Any of these', channels, 'channels'),
  campaign: texts('Of any of these campaigns', 'ids'),
  goal: texts('For any of these goals', 'ids'),
  trigger: texts('Asked for by any of these', 'names'),
  meta: pairs('Carrying this label; given again, all of them'),
  parent: text('Runs that came out of this one', 'id'),
  test: yesNo('Test runs only, or none'),
  stalled: yesNo('No progress for a minute, and nothing known to wait for'),
  differs: yesNo('The campaign has another version now than the run pinned'),
  createdFrom: text('Created from then on', 'time'),
  createdTo: text('Created before', 'time'),
  scheduledFrom: text('To start from then on', 'time'),
  scheduledTo: text('To start before', 'time'),
  startedFrom: text('Started from then on', 'time'),
  startedTo: text('Started before', 'time'),
  endedFrom: text('Ended from then on', 'time'),
  endedTo: text('Ended before', 'time'),
};

export const runFilterOf = ({ meta, test, stalled, differs, ...rest }: Values<typeof runFilterOptions>) => {
  const metadata = meta === undefined ? undefined : Object.entries(meta).map(([name, value]) => `${name}:${value}`);
  return present({ ...rest, test: wire(test), stalled: wire(stalled), differs: wire(differs), metadata });
};

const wire = (answer: boolean | undefined): 'true' | 'false' | undefined =>
  answer === undefined ? undefined : answer ? 'true' : 'false';
