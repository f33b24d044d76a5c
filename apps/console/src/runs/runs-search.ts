import { numberIn, oneOf, orAbsent, present, someOf, textIn, textsIn } from '../api/search-params.js';
import { type RunStatus, runStatuses } from '../parts/statuses.js';

export const statusNames = Object.keys(runStatuses) as readonly RunStatus[];
export const typeNames = ['manual', 'api', 'once', 'recurring', 'retry', 'test'] as const;
export const channelNames = ['email', 'http', 'noop'] as const;
export const sortNames = ['created', 'scheduled', 'started', 'ended', 'duration', 'campaign', 'status'] as const;
export const timeFields = ['created', 'scheduled', 'started', 'ended'] as const;
export const periods = ['1h', '24h', '7d', '30d'] as const;
export const columnNames = [
  'status',
  'campaign',
  'type',
  'channel',
  'progress',
  'created',
  'start',
  'duration',
  'id',
  'goal',
  'failed',
  'skipped',
  'replies',
  'ended',
  'scheduled',
  'trigger',
] as const;
export const pageSizes = [25, 50, 100, 200] as const;

export type ColumnName = (typeof columnNames)[number];
export type TimeField = (typeof timeFields)[number];
export type Period = (typeof periods)[number];

const yesNo = ['true', 'false'] as const;

/** Everything the list of runs shows by choice. Unknown values are left out, so that old links go on working. */
export const runsSearch = (raw: Record<string, unknown>) =>
  present({
    status: someOf(raw['status'], statusNames),
    type: someOf(raw['type'], typeNames),
    channel: someOf(raw['channel'], channelNames),
    campaign: idsIn(raw['campaign']),
    goal: idsIn(raw['goal']),
    trigger: orAbsent(textsIn(raw['trigger'])),
    metadata: orAbsent(textsIn(raw['metadata']).filter((pair) => pair.includes(':'))),
    test: oneOf(raw['test'], yesNo),
    stalled: oneOf(raw['stalled'], yesNo),
    differs: oneOf(raw['differs'], yesNo),
    parent: idsIn(raw['parent'])?.[0],
    /** Which time the range is of; absent: created. */
    time: oneOf(raw['time'], timeFields),
    within: oneOf(raw['within'], periods),
    from: instantIn(raw['from']),
    to: instantIn(raw['to']),
    sort: oneOf(raw['sort'], sortNames),
    direction: oneOf(raw['direction'], ['asc', 'desc']),
    after: textIn(raw['after']),
    limit: pageSizes.find((size) => size === numberIn(raw['limit'])),
    columns: columnsIn(raw['columns']),
    /** Id of the saved view that was opened. */
    view: idsIn(raw['view'])?.[0],
  });

export type RunsSearch = ReturnType<typeof runsSearch>;

const idsIn = (raw: unknown): readonly string[] | undefined =>
  orAbsent(textsIn(raw).filter((id) => /^[0-9a-z]{26}$/.test(id)));

const instantIn = (raw: unknown): string | undefined => {
  const text = textIn(raw);
  return text !== undefined && /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
};

/** In the order they were chosen in, each once. */
const columnsIn = (raw: unknown): readonly ColumnName[] | undefined =>
  orAbsent([...new Set(textsIn(raw).flatMap((id) => columnNames.find((name) => name === id) ?? []))]);

const periodMs = { '1h': 3_600_000, '24h': 86_400_000, '7d': 604_800_000, '30d': 2_592_000_000 } satisfies Record<
  Period,
  number
>;

/** The time range as the API takes it. What is planned is within the period to come, everything else within the past. */
const rangeOf = ({ time = 'created', within, from, to }: RunsSearch, now: number) => {
  const edge = (ms: number): string => new Date(Math.floor(ms / 60_000) * 60_000).toISOString();
  const range =
    within === undefined
      ? { from, to }
      : time === 'scheduled'
        ? { from: edge(now), to: edge(now + periodMs[within]) }
        : { from: edge(now - periodMs[within]), to: undefined };
  return present({ [`${time}From`]: range.from, [`${time}To`]: range.to });
};

/** The query of `GET /v1/runs` for what is searched. */
export const queryOf = (search: RunsSearch, now: number) => {
  const { time: _time, within: _within, from: _from, to: _to, columns: _columns, view: _view, ...same } = search;
  return { ...copied(same), ...rangeOf(search, now) };
};

/** The client's types want lists that could be written to. */
const copied = <T extends object>(
  query: T,
): { [K in keyof T]: T[K] extends readonly (infer V)[] | undefined ? V[] : T[K] } =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? [...(value as unknown[])] : value]),
  ) as never;

/** Names of the filters, in the order of their chips. */
export const filterNames = [
  'status',
  'campaign',
  'type',
  'channel',
  'goal',
  'trigger',
  'metadata',
  'test',
  'stalled',
  'differs',
  'parent',
  'within',
  'from',
  'to',
] as const satisfies readonly (keyof RunsSearch)[];

export const isFiltered = (search: RunsSearch): boolean => filterNames.some((name) => search[name] !== undefined);

/** The same list without a filter, from its first page. */
export const withoutFilters = ({ sort, direction, limit, columns, view }: RunsSearch): RunsSearch =>
  present({ sort, direction, limit, columns, view });
