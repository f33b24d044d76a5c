import fc from 'fast-check';
import { campaignDefinition } from '../testing/definition-fixtures.js';
import type { CampaignDefinition } from './messages.js';
import { isBlocked, preflight, type PreflightCode, preflightCodes, type PreflightFacts } from './preflight.js';

const ready: PreflightFacts = {
  test: false,
  status: 'active',
  definition: campaignDefinition,
  goal: { archived: false },
  segment: { archived: false },
  sender: { archived: false, channel: 'email', verified: true },
  providerReady: true,
  recipients: { from: 'segment', count: 100 },
  template: { faults: [], unusedSections: [] },
  rendering: { checked: 100, missing: [], failures: [] },
  quiet: { checked: 0, held: 0, skipped: 0, until: null },
};

const campaign = (changes: Partial<CampaignDefinition>): Partial<PreflightFacts> => ({
  definition: { ...campaignDefinition, ...changes },
});

/** One change that gives exactly this finding and no other. */
const causes: Record<PreflightCode, Partial<PreflightFacts>> = {
  archived: { status: 'archived' },
  inactive: { status: 'draft' },
  'no-goal': { goal: null },
  'goal-archived': { goal: { archived: true } },
  'no-writer': campaign({ writer: null }),
  'no-reviewer': campaign({ reviewer: null }),
  'no-segment': { segment: null },
  'segment-archived': { segment: { archived: true } },
  'no-recipients': { recipients: { from: 'segment', count: 0 } },
  'too-many-recipients': { recipients: { from: 'segment', count: 10_001 } },
  'template-incomplete': campaign({ template: { subject: 'Hello' } }),
  'template-faulty': {
    template: { faults: [{ pointer: '/template/text', code: 'x', detail: 'y' }], unusedSections: [] },
  },
  'variable-missing': { rendering: { ...ready.rendering, missing: [{ variable: 'plan', contacts: 3 }] } },
  'rendering-fails': { rendering: { ...ready.rendering, failures: [{ detail: 'too long', contacts: 3 }] } },
  'section-unused': { template: { faults: [], unusedSections: ['closing'] } },
  'no-sender': { sender: null },
  'sender-archived': { sender: { archived: true, channel: 'email', verified: true } },
  'sender-of-other-channel': { sender: { archived: false, channel: 'http', verified: true } },
  'sender-not-verified': { sender: { archived: false, channel: 'email', verified: false } },
  'all-in-quiet-hours': { quiet: { checked: 5, held: 5, skipped: 0, until: '2026-11-23T08:00:00.000Z' } },
  'provider-not-ready': { providerReady: false },
};

const warnings: readonly PreflightCode[] = [
  'variable-missing',
  'rendering-fails',
  'section-unused',
  'all-in-quiet-hours',
];
const codes = (changes: Partial<PreflightFacts>) => preflight({ ...ready, ...changes }).map(({ code }) => code);

describe('preflight', () => {
  it('finds nothing wrong with a campaign that can run', () => {
    expect(preflight(ready)).toEqual([]);
  });

  it.each(preflightCodes)('finds %s, and nothing else, for its one cause', (code) => {
    const findings = preflight({ ...ready, ...causes[code] });
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(isBlocked(findings)).toBe(!warnings.includes(code));
    expect(findings[0]?.detail).not.toBe('');
  });

  it('tells every reason at once, in one order', () => {
    const independent: readonly PreflightCode[] = [
      'inactive',
      'goal-archived',
      'segment-archived',
      'too-many-recipients',
      'variable-missing',
      'section-unused',
      'sender-not-verified',
      'provider-not-ready',
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...independent]), (chosen) => {
        const changes = Object.assign({}, ...chosen.map((code) => causes[code])) as Partial<PreflightFacts>;
        expect(codes(changes)).toEqual(preflightCodes.filter((code) => chosen.includes(code)));
      }),
    );
  });

  it('lists all that a newly written campaign still lacks', () => {
    expect(
      codes({
        ...campaign({ goal: null, segment: null, sender: null, writer: null, reviewer: null, template: {} }),
        status: 'draft',
        goal: null,
        segment: null,
        sender: null,
        recipients: { from: 'segment', count: null },
      }),
    ).toEqual([
      'inactive',
      'no-goal',
      'no-writer',
      'no-reviewer',
      'no-segment',
      'template-incomplete',
      'template-incomplete',
      'no-sender',
    ]);
  });

  it('lets a test run try a campaign that is inactive and a sender that is not verified', () => {
    const findings = preflight({ ...ready, ...causes.inactive, ...causes['sender-not-verified'], test: true });
    expect(findings).toEqual([expect.objectContaining({ code: 'sender-not-verified', severity: 'warns' })]);
  });

  it('lets no run, not even a test, use an archived campaign', () => {
    expect(isBlocked(preflight({ ...ready, status: 'archived', test: true }))).toBe(true);
  });

  it('needs no segment when the recipients are chosen', () => {
    expect(codes({ segment: null, recipients: { from: 'chosen', count: 2 } })).toEqual([]);
    expect(codes({ segment: null, recipients: { from: 'chosen', count: 0 } })).toEqual(['no-recipients']);
  });

  it('asks of each channel what that channel needs', () => {
    expect(codes(campaign({ template: { text: 'Hello' } }))).toEqual(['template-incomplete']);
    expect(codes(campaign({ template: { subject: ' ', html: '<p>' } }))).toEqual(['template-incomplete']);
    const http = campaign({ channel: 'http', template: { body: '{}' } });
    expect(codes({ ...http, sender: { archived: false, channel: 'http', verified: false } })).toEqual([]);
    expect(codes({ ...campaign({ channel: 'noop', template: {} }), sender: null })).toEqual([]);
  });

  it('blocks when no message at all could be rendered', () => {
    const missing = [{ variable: 'plan', contacts: 100 }];
    expect(preflight({ ...ready, rendering: { ...ready.rendering, missing } })).toEqual([
      {
        code: 'variable-missing',
        severity: 'blocks',
        detail: '"plan" has no value for 100 of 100 checked recipients',
        count: 100,
      },
    ]);
  });

  it('points into the definition', () => {
    const found = preflight({ ...ready, template: { faults: [], unusedSections: ['a/b'] } });
    expect(found[0]?.pointer).toBe('/instructions/sections/a~1b');
  });
});
