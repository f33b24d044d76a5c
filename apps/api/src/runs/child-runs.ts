import { allowedActions, type RunAction } from '#domain/run/actions.js';
import type { Audience } from '#domain/run/messages.js';
import type { ExistingRun } from '#domain/run/state.js';
import { versionOf } from '#eventstore/definitions.js';
import { latestPins } from '#eventstore/latest-pins.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import type { Asked } from '../http/asked.js';
import { Problem } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { pinsOf } from './pins.js';
import { type Recipients, remainingContacts, wholeSegment } from './recipients.js';
import { requestedBefore, type RequestRun, requestOf, requireReady, runType, startWithin } from './start-run.js';

interface Child {
  readonly parent: ExistingRun;
  readonly relation: 'retry' | 'again';
  readonly version: 'same' | 'latest';
  readonly recipients: Recipients;
}

/** The same once more: to the same segment, contacts or recipients, with the same variables. */
export const againRequest = async (
  installation: Installation,
  asked: Asked,
  parent: ExistingRun,
  version: 'same' | 'latest',
): Promise<RequestRun> =>
  (await requestedBefore(installation.store, asked.newId)) ??
  childRequest(installation, asked, {
    parent,
    relation: 'again',
    version,
    recipients: await sameRecipients(installation, parent.request.audience),
  });

/** To everybody whose message was refused. Throws 409 when there is nobody, or the run has not ended. */
export const retryRequest = async (
  installation: Installation,
  asked: Asked,
  parent: ExistingRun,
): Promise<RequestRun> => {
  const before = await requestedBefore(installation.store, asked.newId);
  if (before !== null) return before;
  requireAction(parent, 'retry-failed');
  const { runId: of } = parent.request;
  const count = 'ledger' in parent ? parent.ledger.refused : 0;
  return childRequest(installation, asked, {
    parent,
    relation: 'retry',
    version: 'same',
    recipients: { audience: { kind: 'communications', of, communicationIds: 'refused' }, facts: { count, sample: [] } },
  });
};

/** To the recipients of chosen communications. */
export const resendRequest = (
  installation: Installation,
  asked: Asked,
  parent: ExistingRun,
  communicationIds: readonly string[],
): Promise<RequestRun> =>
  childRequest(installation, asked, {
    parent,
    relation: 'retry',
    version: 'same',
    recipients: {
      audience: { kind: 'communications', of: parent.request.runId, communicationIds },
      facts: { count: communicationIds.length, sample: [] },
    },
  });

const childRequest = async (
  installation: Installation,
  asked: Asked,
  { parent, relation, version, recipients }: Child,
): Promise<RequestRun> => {
  const { store, pool } = installation;
  const { request } = parent;
  const { campaignId, channel, metadata, runId } = request;
  const inputs = await runInputs(pool, runId);
  const variables = inputs?.variables ?? {};
  const pins = version === 'same' ? pinsOf(parent) : await latestPins(store, request);
  const test = request.type === 'test';
  const pinned = pins === null ? null : await versionOf(store, 'campaign', pins.campaign);
  await requireReady(installation, {
    campaignId,
    test,
    recipients: recipients.facts,
    variables,
    ...(pinned === null ? {} : { pinned }),
  });
  if (pins === null) throw new Error(`campaign ${campaignId} passed its preflight without a goal`);
  const relative = { runId, relation };
  return requestOf(installation, {
    runId: asked.newId,
    campaignId,
    type: runType({ test, parent: relative, startAt: null, principal: asked.principal }),
    trigger: asked.principal.owner,
    channel: pinned?.definition.channel ?? channel,
    pins,
    follow: 'pinned',
    audience: recipients.audience,
    variables,
    addresses: (inputs?.addresses ?? []).filter((address) => address !== null),
    metadata,
    parent: relative,
    startAt: null,
    ...startWithin(version === 'same' ? request.startWithinSeconds : pinned?.definition.limits.startWithinSeconds),
  });
};

const sameRecipients = async (installation: Installation, audience: Audience): Promise<Recipients> => {
  switch (audience.kind) {
    case 'segment':
      return wholeSegment;
    case 'contacts':
      return remainingContacts(installation, audience.contactIds);
    case 'communications': {
      const { communicationIds } = audience;
      const count = communicationIds === 'refused' ? 1 : communicationIds.length;
      return { audience, facts: { count, sample: [] } };
    }
  }
};

/** Throws 409 with the reason when the run's state does not allow it. */
const requireAction = (run: ExistingRun, action: RunAction): void => {
  const ledger = 'ledger' in run ? run.ledger : { ...run.totals, waiting: 0, inFlight: 0 };
  const allowances = allowedActions({ status: run.status, ledger, drafts: 0 });
  const found = allowances.find((allowance) => allowance.action === action);
  if (found?.allowed === false)
    throw new Problem('action-not-allowed', found.because, { code: 'not-allowed-now', allowedActions: allowances });
};
