import fc from 'fast-check';
import { checkDecider, checkFold } from '../testing/decider-properties.js';
import { campaignDefinition } from '../testing/definition-fixtures.js';
import { specFor } from '../testing/spec-for.js';
import { campaignDecider } from './decide.js';
import type { CampaignCommand, CampaignEvent } from './messages.js';

const given = specFor(campaignDecider);
const content = (name: string) => ({ hash: name, definition: { ...campaignDefinition, name }, summary: name });
const defined: CampaignEvent = { type: 'CampaignDefined', data: { id: 'c1', version: 1, ...content('a') } };
const revised: CampaignEvent = { type: 'CampaignRevised', data: { id: 'c1', version: 2, ...content('b') } };
const activated: CampaignEvent = { type: 'CampaignActivated', data: { id: 'c1' } };
const paused: CampaignEvent = { type: 'CampaignPaused', data: { id: 'c1' } };
const archived: CampaignEvent = { type: 'CampaignArchived', data: { id: 'c1' } };
const activate: CampaignCommand = { type: 'Activate', data: {} };
const pause: CampaignCommand = { type: 'Pause', data: {} };

describe('a campaign', () => {
  it('is a draft until it is activated', () => {
    expect(given(defined).state().status).toBe('draft');
    given(defined).when(activate).then(activated);
    expect(given(defined, activated).state().status).toBe('active');
  });

  it('is paused and activated again, each once', () => {
    given(defined, activated).when(pause).then(paused);
    given(defined, activated, paused).when(pause).then();
    given(defined, activated, paused).when(activate).then(activated);
    given(defined, activated).when(activate).then();
  });

  it('has nothing to pause before it was activated', () => {
    given(defined).when(pause).thenRejects('not-active');
  });

  it('publishes a version by a revision, never by an activation', () => {
    given(defined, activated)
      .when({ type: 'Revise', data: content('b') })
      .then(revised);
    expect(given(defined, activated, paused).state()).toMatchObject({ status: 'paused', version: 1 });
    expect(given(defined, activated, revised).state()).toMatchObject({ status: 'active', version: 2, hash: 'b' });
  });

  it('takes nothing once it is archived', () => {
    given(defined, archived).when(activate).thenRejects('archived');
    given(defined, activated, archived).when(pause).thenRejects('archived');
    given(defined, archived)
      .when({ type: 'Revise', data: content('b') })
      .thenRejects('archived');
  });

  it('must exist', () => {
    expect(given(activated, paused).state()).toEqual({ status: 'absent' });
    given().when(activate).thenRejects('no-such-definition');
    given().when(pause).thenRejects('no-such-definition');
  });

  it('holds the invariants of every decider', () => {
    const names = fc.constantFrom('a', 'b', 'c');
    checkDecider(
      campaignDecider,
      fc.oneof(
        names.map((name): CampaignCommand => ({ type: 'Define', data: { id: 'c1', ...content(name) } })),
        names.map((name): CampaignCommand => ({ type: 'Revise', data: content(name) })),
        fc.constantFrom<CampaignCommand>(activate, pause, { type: 'Archive', data: {} }),
      ),
      (events, state) => {
        if (state.status === 'absent') return;
        expect(state.version).toBe(events.filter(({ type }) => /Defined|Revised/.test(type)).length);
      },
    );
  });

  it('never leaves the archive, whatever was recorded', () => {
    checkFold(campaignDecider, fc.constantFrom(defined, revised, activated, paused, archived), (before, after) => {
      if (before.status === 'archived') expect(after.status).toBe('archived');
    });
  });
});
