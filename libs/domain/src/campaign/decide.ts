import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { Instant } from '../kernel/message.js';
import {
  archivedAlready,
  noSuchDefinition,
  versionedDecider,
  type VersionedRejectionCode,
} from '../versioned/decide.js';
import type { Versioned } from '../versioned/state.js';
import type { CampaignCommand, CampaignDefinition, CampaignEvent } from './messages.js';

/**
 * `draft` until it is first activated. Only an active campaign starts runs (test runs excepted). Activating and
 * pausing publish no version; a new version may be published in any of the three.
 */
type InUse = 'draft' | 'active' | 'paused';
export type CampaignState = Versioned<CampaignDefinition, InUse>;
/** Spelt out, for it is on the wire and schema generators do not compute. */
export type CampaignStatus = InUse | 'archived';

export interface CampaignRejection {
  /** `not-active`: a draft has nothing to pause. */
  readonly rejected: VersionedRejectionCode | 'not-active';
  readonly detail: string;
}

const versions = versionedDecider<'Campaign', CampaignDefinition, InUse>('Campaign', 'draft');

const decide = (
  command: CampaignCommand,
  state: CampaignState,
  now: Instant,
): readonly CampaignEvent[] | CampaignRejection => {
  switch (command.type) {
    case 'Define':
    case 'Revise':
    case 'Archive':
      return versions.decide(command, state, now);
    case 'Activate':
      if (state.status === 'absent') return noSuchDefinition;
      if (state.status === 'archived') return archivedAlready;
      return state.status === 'active' ? [] : [{ type: 'CampaignActivated', data: { id: state.id } }];
    case 'Pause':
      if (state.status === 'absent') return noSuchDefinition;
      if (state.status === 'archived') return archivedAlready;
      if (state.status === 'draft') return reject('not-active', 'the campaign was never activated');
      return state.status === 'paused' ? [] : [{ type: 'CampaignPaused', data: { id: state.id } }];
    default:
      return assertNever(command);
  }
};

const evolve = (state: CampaignState, event: CampaignEvent): CampaignState => {
  switch (event.type) {
    case 'CampaignDefined':
    case 'CampaignRevised':
    case 'CampaignArchived':
      return versions.evolve(state, event);
    case 'CampaignActivated':
      return withStatus(state, 'active');
    case 'CampaignPaused':
      return withStatus(state, 'paused');
    default:
      return assertNever(event);
  }
};

const withStatus = (state: CampaignState, status: 'active' | 'paused'): CampaignState =>
  state.status === 'absent' || state.status === 'archived' ? state : { ...state, status };

export const campaignDecider: Decider<CampaignCommand, CampaignEvent, CampaignState, CampaignRejection> = {
  initial: versions.initial,
  decide,
  evolve,
};
