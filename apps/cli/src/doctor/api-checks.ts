import { answered, answeredWith, ProblemAnswer, type SortieClient } from '#client/client.js';
import { count, moment } from '../output/times.js';
import { type Checked, carriedOut, fine, type Finding } from './check.js';
import { lagFinding, queueFinding, skewFinding } from './findings.js';

/** Most senders that are looked at, newest names first. */
const mostSenders = 100;

/** What the API can tell of itself and of what it stands on. Throws `Unreachable`. */
export const apiChecks = (api: SortieClient): Promise<readonly Checked[]> =>
  carriedOut(
    {
      'API and its stores': () => health(api),
      'API key': () => key(api),
      'clocks of this machine and the API': () => clock(api),
      'clocks of the API and the database': () => databaseClock(api),
      workers: () => workers(api),
      queue: () => queue(api),
      'read models': () => readModels(api),
      'parked items': () => parkedItems(api),
      'stalled runs': () => stalledRuns(api),
      'unknown communications': () => unknownCommunications(api),
      'holds in force': () => holds(api),
      'unverified senders': () => senders(api),
    },
    explain,
  );

const explain = (error: unknown): Finding => {
  if (error instanceof ProblemAnswer) {
    const { status, detail, title } = error.problem;
    const refused = status === 401 || status === 403;
    return {
      verdict: refused ? 'unknown' : 'bad',
      evidence: `${title}: ${detail}`,
      next: refused ? 'sortie keys me' : 'sortie doctor --local',
    };
  }
  throw error instanceof Error ? error : new Error(String(error));
};

const health = async (api: SortieClient): Promise<Finding> => {
  const { status, epoch } = await answered(api.GET('/health/ready'));
  return fine(`${status}, epoch ${epoch} of the log`);
};

const key = async (api: SortieClient): Promise<Finding> => {
  const { owner, role } = await answered(api.GET('/v1/keys/me'));
  return fine(`${owner}, ${role}`);
};

/** The header tells whole seconds, and was written somewhere between asking and hearing. */
const clock = async (api: SortieClient): Promise<Finding> => {
  const asked = Date.now();
  const { headers } = await answeredWith(api.GET('/health/live'));
  const told = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(told)) return { verdict: 'unknown', evidence: 'the API does not tell its time', next: null };
  return skewFinding(Math.max(0, asked - (told + 1_000), told - Date.now()));
};

const databaseClock = async (api: SortieClient): Promise<Finding> =>
  skewFinding((await answered(api.GET('/health/ready'))).clockSkewMs);

const workers = async (api: SortieClient): Promise<Finding> => {
  const { reconciling, runs, batches } = await answered(api.POST('/v1/queue/reconcile'));
  const due = `${count(runs.length)} runs and ${count(batches.length)} batches are due that nobody has in hand`;
  return reconciling
    ? fine(`a worker lives; ${due}`)
    : { verdict: 'bad', evidence: `no worker lives; ${due}`, next: 'npm start' };
};

const queue = async (api: SortieClient): Promise<Finding> =>
  queueFinding(await answered(api.POST('/v1/queue/reconcile')));

const readModels = async (api: SortieClient): Promise<Finding> => {
  const { items } = await answered(api.GET('/v1/projections'));
  return lagFinding(items);
};

const parkedItems = async (api: SortieClient): Promise<Finding> => {
  const { streams, work } = await answered(api.GET('/v1/parked'));
  if (streams.length + work.length === 0) return fine('none');
  const oldest = [...streams.map(({ since }) => since), ...work.map(({ parkedAt }) => parkedAt)].toSorted()[0];
  return {
    verdict: 'bad',
    evidence: `${count(streams.length)} streams of read models, ${count(work.length)} items of work; the oldest since ${moment(oldest)}`,
    next: 'sortie parked list',
  };
};

const stalledRuns = async (api: SortieClient): Promise<Finding> => {
  const { items, next } = await answered(api.GET('/v1/runs', { params: { query: { stalled: 'true', limit: 20 } } }));
  const [first] = items;
  return first === undefined
    ? fine('none')
    : {
        verdict: 'bad',
        evidence: `${atLeast(items.length, next)}, such as ${first.id}`,
        next: `sortie runs show ${first.id}`,
      };
};

const unknownCommunications = async (api: SortieClient): Promise<Finding> => {
  const { items, next } = await answered(
    api.GET('/v1/communications', { params: { query: { status: ['unknown'], limit: 200 } } }),
  );
  return items.length === 0
    ? fine('none')
    : {
        verdict: 'look',
        evidence: `nobody knows of ${atLeast(items.length, next)} whether they were sent`,
        next: 'sortie communications list --status unknown',
      };
};

const holds = async (api: SortieClient): Promise<Finding> => {
  const { items } = await answered(api.GET('/v1/holds'));
  const told = items.map(({ scope, since, actor }) => `${scope} since ${moment(since)} by ${actor}`);
  return items.length === 0 ? fine('none') : { verdict: 'look', evidence: told.join('; '), next: 'sortie hold list' };
};

const senders = async (api: SortieClient): Promise<Finding> => {
  const query = { status: 'active', limit: mostSenders } as const;
  const { items, next } = await answered(api.GET('/v1/senders', { params: { query } }));
  const byMail = items.filter(({ definition }) => definition.channel === 'email');
  const unverified: string[] = [];
  for (const { id } of byMail) {
    const sender = await answered(api.GET('/v1/senders/{id}', { params: { path: { id } } }));
    if (!sender.verified) unverified.push(id);
  }
  const [first] = unverified;
  return first === undefined
    ? fine(`none of ${atLeast(byMail.length, next)}`)
    : {
        verdict: 'look',
        evidence: `${count(unverified.length)} of ${atLeast(byMail.length, next)}, such as ${first}: only test runs can use them`,
        next: `sortie senders verify ${first} --to <address>`,
      };
};

const atLeast = (found: number, next: string | null): string => `${count(found)}${next === null ? '' : ' or more'}`;
