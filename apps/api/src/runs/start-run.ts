import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { isBlocked, preflight } from '#domain/campaign/preflight.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Parent, Pins, RunCommand, RunEvent, RunRequest, RunType, RunVariables } from '#domain/run/messages.js';
import { latestVersionOf } from '#eventstore/definitions.js';
import { latestPins } from '#eventstore/latest-pins.js';
import type { EventStore } from '#eventstore/port.js';
import type { Principal } from '#platform/access/keys.js';
import { saveRunInputs, variablesHashOf } from '#vault/run-inputs/run-inputs.js';
import { preflightFacts, type PreflightSubject } from '../campaigns/preflight-facts.js';
import type { Asked } from '../http/asked.js';
import { type Fault, invalidRequest, notFound, Problem } from '../http/problem.js';
import { refuse } from '../http/refuse.js';
import { type Installation, type Sight, sightOf } from '../installation.js';
import { namedContacts, type Recipients, someOfSegment, testAddresses, wholeSegment } from './recipients.js';
import { AskedTogether } from './asked-together.js';
import { ReadAhead } from './read-ahead.js';
import type { StartRunBody } from './start-run.dto.js';
import { readFutureStart, type StartTime } from './start-time.js';

export type RequestRun = Extract<RunCommand, { type: 'RequestRun' }>;

/**
 * The command that starts or schedules a run: recipients found, preflight passed, versions pinned, inputs in the
 * vault. Throws the refusal otherwise, with nothing stored.
 */
export const startRequest = async (
  installation: Installation,
  asked: Asked,
  campaignId: string,
  body: StartRunBody,
): Promise<RequestRun> => {
  const before = asked.first ? null : await requestedBefore(installation.store, asked.newId);
  if (before !== null) return before;
  const startAt = body.startAt === undefined ? null : startAtOf(body.startAt, asked.context.now());
  refuse(testFaults(body));
  const { test = false, variables = {}, metadata = {}, follow = 'pinned' } = body;
  const look = (): Promise<Found> => lookAt(installation, campaignId, body);
  // Services start many runs of one campaign at the same moment: its segment is counted and rendered for once for all.
  const { definition, addresses, recipients, pins } = isForAll(body)
    ? await knownOf(installation).looks.ask(JSON.stringify([campaignId, test, variables]), look)
    : await look();
  return requestOf(installation, {
    runId: asked.newId,
    campaignId,
    type: runType({ test, startAt, principal: asked.principal }),
    trigger: asked.principal.owner,
    channel: definition.channel,
    pins,
    follow,
    audience: recipients.audience,
    variables,
    addresses,
    metadata,
    startAt,
    ...startWithin(body.startWithinSeconds ?? definition.limits.startWithinSeconds),
  });
};

/** Nothing but the campaign and the values says who gets what. */
const isForAll = ({ contacts, addresses }: StartRunBody): boolean => contacts === undefined && addresses === undefined;

interface Known {
  readonly looks: AskedTogether<Found>;
  readonly ahead: ReadAhead;
}

const known = new WeakMap<Installation, Known>();

const knownOf = (installation: Installation): Known => {
  const own = known.get(installation) ?? { looks: new AskedTogether(), ahead: new ReadAhead() };
  known.set(installation, own);
  return own;
};

/** What says how late a run may start, as part of its request. */
export const startWithin = (seconds: number | undefined): Pick<RunRequest, 'startWithinSeconds'> =>
  seconds === undefined ? {} : { startWithinSeconds: seconds };

/** What an earlier attempt at the same request has recorded: its command, to be answered with its events. */
export const requestedBefore = async (store: EventStore, runId: string): Promise<RequestRun | null> => {
  const [first] = await store.read(`run-${runId}`, { limit: 1 });
  if (first === undefined || !isRequest(first)) return null;
  return { type: 'RequestRun', data: { ...first.data, startAt: null } };
};

const isRequest = (event: { type: string; data: object }): event is Extract<RunEvent, { type: 'RunRequested' }> =>
  event.type === 'RunRequested';

/** Throws 400 unless the moment lies ahead. */
export const startAtOf = (startAt: StartTime, now: Instant): Instant => {
  const read = readFutureStart(startAt, now);
  if (read.ok) return read.startAt;
  throw invalidRequest(read.faults.map((fault) => ({ ...fault, pointer: `/startAt${fault.pointer ?? ''}` })));
};

const testFaults = ({ test = false, contacts, addresses }: StartRunBody): readonly Fault[] => {
  if (!test && addresses !== undefined)
    return [{ pointer: '/addresses', code: 'test-only', detail: 'only a test run goes to other addresses' }];
  if (test && contacts === undefined && addresses === undefined)
    return [{ pointer: '', code: 'required', detail: 'a test run needs contacts or addresses' }];
  return [];
};

const recipientsOf = (
  installation: Sight,
  { contacts, addresses }: StartRunBody,
  { segment }: Pins,
): Promise<Recipients> => {
  if (contacts !== undefined) return namedContacts(installation, contacts);
  if (addresses !== undefined) return someOfSegment(installation, segment, addresses.length);
  return Promise.resolve(wholeSegment);
};

/** What a run would be made of, all of the same versions, once it has passed its preflight. */
interface Found {
  readonly definition: CampaignDefinition;
  readonly addresses: readonly string[];
  readonly recipients: Recipients;
  readonly pins: Pins;
}

/** Checks and pins the same versions, though somebody may publish in between. Throws the refusal. */
const lookAt = async (installation: Installation, campaignId: string, body: StartRunBody): Promise<Found> => {
  const sight = sightOf(installation);
  const { ahead } = knownOf(installation);
  ahead.begin(sight.store, campaignId);
  const campaign = await latestVersionOf(sight.store, 'campaign', campaignId);
  if (campaign === null) throw notFound('campaign');
  const { definition } = campaign;
  ahead.remember(campaignId, definition);
  const addresses = testAddresses(definition.channel, body.addresses ?? []);
  const pins = await latestPins(sight.store, { campaignId });
  const recipients = await recipientsOf(sight, body, pins ?? noPins(campaignId));
  const { test = false, variables = {} } = body;
  await requireReady(sight, { campaignId, test, recipients: recipients.facts, variables });
  if (pins === null) throw new Error(`campaign ${campaignId} passed its preflight without a goal`);
  return { definition, addresses, recipients, pins };
};

/** Where something to pin is missing, preflight says what; nothing of this is recorded. */
const noPins = (id: string): Pins => {
  const pin = { id, version: 0, hash: '' };
  return { campaign: pin, goal: pin, segment: null, sender: null };
};

/** Throws 422 with every finding when one of them blocks. */
export const requireReady = async (installation: Sight, subject: PreflightSubject): Promise<void> => {
  const findings = preflight(await preflightFacts(installation, subject));
  if (!isBlocked(findings)) return;
  const blocking = findings.filter(({ severity }) => severity === 'blocks').length;
  throw new Problem('preflight', `${blocking} reason${blocking === 1 ? '' : 's'} why it cannot run now`, {
    reasons: findings,
  });
};

/** First that fits. */
export const runType = ({
  test,
  parent,
  startAt,
  principal,
}: {
  readonly test: boolean;
  readonly parent?: Parent;
  readonly startAt: Instant | null;
  readonly principal: Principal;
}): RunType => {
  if (test) return 'test';
  if (parent?.relation === 'retry') return 'retry';
  if (startAt !== null) return 'once';
  return principal.role === 'service' ? 'api' : 'manual';
};

/** Values and addresses go to the vault before the first event names their hash. */
export const requestOf = async (
  { pool }: Installation,
  {
    variables,
    addresses,
    startAt,
    ...request
  }: Omit<RunRequest, 'variables'> & {
    readonly variables: RunVariables;
    readonly addresses: readonly string[];
    readonly startAt: Instant | null;
  },
): Promise<RequestRun> => {
  const { runId } = request;
  const passed = Object.keys(variables).length > 0 || addresses.length > 0;
  const hash = passed ? variablesHashOf(await saveRunInputs(pool, { runId, variables, addresses })) : null;
  return { type: 'RequestRun', data: { ...request, variables: hash, startAt } };
};
