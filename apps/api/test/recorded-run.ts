import { batchDecider } from '#domain/batch/decide.js';
import type { BatchCommand, Outcome } from '#domain/batch/messages.js';
import { communicationIdOf } from '#domain/batch/state.js';
import { runDecider } from '#domain/run/decide.js';
import type { RunCommand, RunRequest } from '#domain/run/messages.js';
import { manifestOf, requestOf } from '#domain/testing/run-fixtures.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import { type CommandContext, execute } from '#eventstore/execute.js';
import { newId } from '#platform/ids.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { contentHashOf, saveRenderings } from '#vault/renderings/renderings.js';
import type { TestApi } from './api.js';
import { requestFor } from './run-fixtures.js';

type Fate = Outcome['kind'] | 'planned' | 'draft';

export interface RecordedRun {
  readonly id: string;
  /** In the order of the fates. */
  readonly communications: readonly string[];
  /** What each was written with; the draft's hash. */
  readonly hashes: readonly string[];
  /** Carries out a further command of the run, as a worker would. */
  tell(command: RunCommand): Promise<void>;
  /** The same for its only batch. */
  order(command: BatchCommand): Promise<void>;
}

export interface RecordedRunOptions {
  /** One for each of the contacts c-1, c-2, … */
  readonly fates: readonly Fate[];
  /** Close the batch and end the run. */
  readonly ended?: boolean;
  readonly request?: Partial<RunRequest>;
  /** When its drafts expire. */
  readonly expiresAt?: string;
}

/** A started run of one batch, written into the log by the deciders as planner and worker would between them. */
export const recordRun = async (
  api: TestApi,
  campaignId: string,
  { fates, ended = false, request = {}, expiresAt = '2099-01-01T00:00:00.000Z' }: RecordedRunOptions,
): Promise<RecordedRun> => {
  const { store, pool, clock } = api.installation;
  const id = newId();
  const context = (): CommandContext => ({
    commandId: newId(),
    actor: { name: 'worker', source: 'worker' },
    correlationId: id,
    now: clock,
  });
  const tell = async (command: RunCommand): Promise<void> =>
    mustHold(await execute(store, runDecider, `run-${id}`, command, context()));
  const order = async (command: BatchCommand): Promise<void> =>
    mustHold(await execute(store, batchDecider, `runbatch-${id}.1`, command, context()));

  const externalIds = fates.map((_, index) => `c-${index + 1}`);
  const contacts = await contactsByExternalIds(pool, externalIds);
  const keyed = externalIds.map((externalId) => {
    const contact = contacts.get(externalId);
    if (contact === undefined) throw new Error(`there is no contact ${externalId}`);
    return contact;
  });
  const whole = requestOf(id, { ...(await requestFor(api, campaignId, id)), ...request });
  await tell({ type: 'RequestRun', data: { ...whole, startAt: null } });
  await tell({ type: 'PrepareRun', data: {} });
  await order({
    type: 'PlanBatch',
    data: { runId: id, batch: 1, contactIds: keyed.map((one) => one.id), digest: 'd' },
  });
  const manifest = { ...manifestOf(fates.length), ...whole.pins };
  await tell({ type: 'StartRun', data: { manifest, batches: 1 } });

  const communications = fates.map((_, index) => communicationIdOf(id, 1, index));
  const hashes: string[] = [];
  for (const [index, fate] of fates.entries()) {
    const [communicationId, contact] = [communications[index] ?? '', keyed[index]];
    if (contact === undefined) continue;
    const content = { text: `Dear ${contact.name ?? ''}` };
    const contentHash = contentHashOf(contact.key, content);
    hashes.push(contentHash);
    if (fate === 'planned') continue;
    const variables = { 'contact.name': { value: contact.name, origin: 'contact' } };
    await saveRenderings(pool, [{ communicationId, contactId: contact.id, ...content, variables, contentHash }]);
    if (fate === 'draft') await order({ type: 'PrepareDraft', data: { communicationId, contentHash, expiresAt } });
    else await send(order, communicationId, contentHash, outcomes[fate]);
  }
  if (ended) {
    await order({ type: 'CloseBatch', data: { abandon: true } });
    const { state } = await loadAggregate(store, batchDecider, `runbatch-${id}.1`);
    if (state.status === 'closed')
      await tell({ type: 'SettleBatches', data: { batches: [{ batch: 1, totals: state.totals }] } });
  }
  return { id, communications, hashes, tell, order };
};

const send = async (
  order: RecordedRun['order'],
  communicationId: string,
  contentHash: string,
  outcome: Outcome,
): Promise<void> => {
  const messageId = `<${communicationId}@shop.example>`;
  await order({
    type: 'Claim',
    data: { communicationId, fence: 1, messageId, contentHash, addressHash: 'a', resend: false },
  });
  await order({ type: 'Settle', data: { communicationId, attempt: 1, fence: 1, outcome, maxAttempts: 5 } });
};

const outcomes: Readonly<Record<Outcome['kind'], Outcome>> = {
  accepted: { kind: 'accepted', answer: '250 ok' },
  refused: { kind: 'refused', code: '550', answer: 'no such user' },
  deferred: { kind: 'deferred', code: '450', answer: 'later', until: '2099-01-01T00:00:00.000Z' },
  unknown: { kind: 'unknown', detail: 'connection lost' },
};

const mustHold = (executed: { readonly ok: boolean; readonly rejection?: { readonly detail: string } }): void => {
  if (!executed.ok) throw new Error(executed.rejection?.detail);
};
