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

  it.each<[string, Partial<PreflightFacts>, string, string]>([
    ['an archived campaign', causes.archived, '', 'the campaign is archived'],
    ['a draft', causes.inactive, '', 'the campaign was never activated'],
    ['a paused one', { status: 'paused' }, '', 'the campaign is paused'],
    ['a missing goal', causes['no-goal'], '/goal', 'the campaign has no goal'],
    ['an archived goal', causes['goal-archived'], '/goal', 'the goal is archived'],
    ['a missing writer', causes['no-writer'], '/writer', 'nobody is chosen to write the messages'],
    ['a missing segment', causes['no-segment'], '/segment', 'the campaign has no segment'],
    ['an archived segment', causes['segment-archived'], '/segment', 'the segment is archived'],
    ['an empty segment', causes['no-recipients'], '/segment', 'no contact is in the segment'],
    ['nobody chosen', { recipients: { from: 'chosen', count: 0 } }, '', 'none of the chosen recipients is there'],
    [
      'too many recipients',
      causes['too-many-recipients'],
      '/limits/maxRecipients',
      'there are 10001 recipients, the campaign allows 10000',
    ],
    [
      'a mail without a body',
      causes['template-incomplete'],
      '/template',
      'email needs one of text, html in the template',
    ],
    [
      'a mail without a subject',
      campaign({ template: { text: 'Hello' } }),
      '/template/subject',
      'email needs a subject in the template',
    ],
    ['a missing sender', causes['no-sender'], '/sender', 'the campaign has no sender'],
    ['an archived sender', causes['sender-archived'], '/sender', 'the sender is archived'],
    [
      'a sender of another channel',
      causes['sender-of-other-channel'],
      '/sender',
      'the campaign sends by email, the sender by http',
    ],
    [
      'a sender that was not tried',
      causes['sender-not-verified'],
      '/sender',
      'this version of the sender has passed no test message',
    ],
    [
      'a provider that is not there',
      causes['provider-not-ready'],
      '/sender',
      'the provider of the sender is not set up here',
    ],
  ])('says of %s where it is and what is wrong', (_, cause, pointer, detail) => {
    expect(preflight({ ...ready, ...cause })).toEqual([
      expect.objectContaining({ severity: 'blocks', pointer, detail }),
    ]);
  });

  it('lets as many recipients pass as the campaign allows, and any number when it says nothing', () => {
    expect(codes({ recipients: { from: 'segment', count: 10_000 } })).toEqual([]);
    expect(codes({ ...campaign({ limits: {} }), recipients: { from: 'segment', count: 10_000_000 } })).toEqual([]);
    expect(
      codes({ ...campaign({ limits: { maxRecipients: 1 } }), recipients: { from: 'segment', count: null } }),
    ).toEqual([]);
  });

  it('does not mind an archived segment when the recipients are chosen', () => {
    expect(codes({ segment: { archived: true }, recipients: { from: 'chosen', count: 2 } })).toEqual([]);
  });

  it('warns of recipients whose message cannot be written, and says what is in the way', () => {
    expect(preflight({ ...ready, ...causes['section-unused'] })).toEqual([
      {
        code: 'section-unused',
        severity: 'warns',
        pointer: '/instructions/sections/closing',
        detail: 'the template does not use this section',
      },
    ]);
    expect(preflight({ ...ready, ...causes['rendering-fails'] })).toEqual([
      {
        code: 'rendering-fails',
        severity: 'warns',
        detail: 'too long, for 3 of 100 checked recipients',
        count: 3,
      },
    ]);
  });

  it('is blocked by a single reason, however many warnings stand beside it', () => {
    expect(isBlocked(preflight({ ...ready, ...causes['section-unused'], ...causes.archived }))).toBe(true);
    expect(isBlocked([])).toBe(false);
  });

  it('warns when it is quiet for everybody, and says what would become of them', () => {
    const quiet = (held: number, skipped: number, checked = 5) =>
      preflight({ ...ready, quiet: { checked, held, skipped, until: '2026-11-23T08:00:00.000Z' } });
    const finding = { code: 'all-in-quiet-hours', severity: 'warns', pointer: '/limits/quietHours', count: 5 };
    const begin = 'it is quiet for every checked recipient: started now, it would';
    expect(quiet(5, 0)).toEqual([{ ...finding, detail: `${begin} hold 5, the first until 2026-11-23T08:00:00.000Z` }]);
    expect(quiet(3, 2)).toEqual([
      { ...finding, detail: `${begin} hold 3, the first until 2026-11-23T08:00:00.000Z, and skip 2` },
    ]);
    expect(quiet(0, 5)).toEqual([{ ...finding, detail: `${begin} skip all of them` }]);
    expect([quiet(4, 0), quiet(2, 2), quiet(0, 0, 0)]).toEqual([[], [], []]);
  });

  it('points into the definition', () => {
    const found = preflight({ ...ready, template: { faults: [], unusedSections: ['a/b'] } });
    expect(found[0]?.pointer).toBe('/instructions/sections/a~1b');
  });
});
