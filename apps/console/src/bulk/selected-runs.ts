import { present, textsIn } from '../api/search-params.js';
import { type RunsSearch, runsSearch, timeFields } from '../runs/runs-search.js';

interface Range {
  readonly from?: unknown;
  readonly to?: unknown;
}

const rangeIn = (raw: unknown): Range | undefined => (typeof raw === 'object' && raw !== null ? raw : undefined);

const yesNo = (raw: unknown): string | undefined => (typeof raw === 'boolean' ? String(raw) : undefined);

const labelsIn = (raw: unknown): readonly string[] | undefined =>
  typeof raw === 'object' && raw !== null
    ? Object.entries(raw).map(([name, value]) => `${name}:${String(value)}`)
    : undefined;

/** The list that a job was asked for, as it is now. Of two time ranges the list can show one. */
export const searchOfFilter = (filter: { readonly [name: string]: unknown }): RunsSearch => {
  const time = timeFields.find((field) => rangeIn(filter[field]) !== undefined);
  const range = time === undefined ? undefined : rangeIn(filter[time]);
  return runsSearch(
    present({
      status: textsIn(filter['statuses']),
      type: textsIn(filter['types']),
      channel: textsIn(filter['channels']),
      campaign: textsIn(filter['campaigns']),
      goal: textsIn(filter['goals']),
      trigger: textsIn(filter['triggers']),
      metadata: labelsIn(filter['metadata']),
      parent: filter['parent'],
      test: yesNo(filter['test']),
      stalled: yesNo(filter['stalled']),
      differs: yesNo(filter['differsFromCampaign']),
      time: time === 'created' ? undefined : time,
      from: range?.from,
      to: range?.to,
    }),
  );
};
