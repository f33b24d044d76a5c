import { type Fault, pointerTo } from '../kernel/fault.js';
import type { Instant } from '../kernel/message.js';
import { channelNeeds } from './channel-needs.js';
import type { CampaignStatus } from './decide.js';
import type { CampaignDefinition, ChannelKind } from './messages.js';

/** All that preflight looks at, gathered by the caller; preflight itself asks nobody. */
export interface PreflightFacts {
  /** A test run: it goes to chosen addresses, so that a campaign can be tried before it is let loose. */
  readonly test: boolean;
  readonly status: CampaignStatus;
  /** The version that would be pinned. */
  readonly definition: CampaignDefinition;
  /** Null when the campaign refers to none, or to one that does not exist. */
  readonly goal: { readonly archived: boolean } | null;
  /** As `goal`. Not asked for when the recipients are chosen. */
  readonly segment: { readonly archived: boolean } | null;
  /** As `goal`. `verified`: the version that would be pinned passed a test message. */
  readonly sender: { readonly archived: boolean; readonly channel: ChannelKind; readonly verified: boolean } | null;
  /** Whether the sender's provider is configured in this installation; true when there is no sender to ask. */
  readonly providerReady: boolean;
  readonly recipients: {
    /** The campaign's segment, or contacts or addresses that the request names. */
    readonly from: 'segment' | 'chosen';
    /** How many there are now; null when nobody could count them (no segment). */
    readonly count: number | null;
  };
  /** What the writer says of the template and its instructions. */
  readonly template: {
    /** Places that do not parse, with pointers into the definition. */
    readonly faults: readonly Fault[];
    readonly unusedSections: readonly string[];
  };
  /** The outcome of rendering for the recipients, or for a sample of them. */
  readonly rendering: {
    /** How many were rendered. */
    readonly checked: number;
    /** Variables that had no value, each with the number of recipients that lacked it. */
    readonly missing: readonly { readonly variable: string; readonly contacts: number }[];
    /** Other reasons why a message could not be rendered. */
    readonly failures: readonly { readonly detail: string; readonly contacts: number }[];
  };
  /** What quiet hours say now of the recipients, or of a sample of them. */
  readonly quiet: {
    readonly checked: number;
    readonly held: number;
    readonly skipped: number;
    /** When the first of the held would be let go. */
    readonly until: Instant | null;
  };
}

export const preflightCodes = [
  'archived',
  'inactive',
  'no-goal',
  'goal-archived',
  'no-writer',
  'no-reviewer',
  'no-segment',
  'segment-archived',
  'no-recipients',
  'too-many-recipients',
  'template-incomplete',
  'template-faulty',
  'variable-missing',
  'rendering-fails',
  'section-unused',
  'no-sender',
  'sender-archived',
  'sender-of-other-channel',
  'sender-not-verified',
  'provider-not-ready',
  'all-in-quiet-hours',
] as const;
export type PreflightCode = (typeof preflightCodes)[number];

/** One reason why a campaign cannot run now (`blocks`), or why somebody should look first (`warns`). */
export interface PreflightFinding {
  readonly code: PreflightCode;
  readonly severity: 'blocks' | 'warns';
  /** JSON Pointer into the campaign's definition, where one place is to blame. */
  readonly pointer?: string;
  readonly detail: string;
  /** Recipients concerned, where a number can be given. */
  readonly count?: number;
}

/**
 * Every reason at once why the campaign cannot run now, and every warning, in the order of `preflightCodes`.
 * A test run may use an inactive campaign and an unverified sender (both are what one tries out), which the
 * latter still says as a warning; everything else holds for it too.
 */
export const preflight = (facts: PreflightFacts): readonly PreflightFinding[] =>
  preflightCodes.flatMap((code) => rules[code](facts).map((finding) => ({ code, ...finding })));

export const isBlocked = (findings: readonly PreflightFinding[]): boolean =>
  findings.some(({ severity }) => severity === 'blocks');

type Findings = readonly Omit<PreflightFinding, 'code'>[];

const blocks = (wrong: boolean, pointer: string, detail: string): Findings =>
  wrong ? [{ severity: 'blocks', pointer, detail }] : [];

const rules: Record<PreflightCode, (facts: PreflightFacts) => Findings> = {
  archived: ({ status }) => blocks(status === 'archived', '', 'the campaign is archived'),

  inactive: ({ status, test }) =>
    blocks(
      !test && (status === 'draft' || status === 'paused'),
      '',
      status === 'paused' ? 'the campaign is paused' : 'the campaign was never activated',
    ),

  'no-goal': ({ goal }) => blocks(goal === null, '/goal', 'the campaign has no goal'),

  'goal-archived': ({ goal }) => blocks(goal?.archived === true, '/goal', 'the goal is archived'),

  'no-writer': ({ definition }) =>
    blocks(definition.writer === null, '/writer', 'nobody is chosen to write the messages'),

  'no-reviewer': ({ definition }) =>
    blocks(definition.reviewer === null, '/reviewer', 'nobody is chosen to review the drafts; "none" is a choice'),

  'no-segment': ({ recipients, segment }) =>
    blocks(recipients.from === 'segment' && segment === null, '/segment', 'the campaign has no segment'),

  'segment-archived': ({ recipients, segment }) =>
    blocks(recipients.from === 'segment' && segment?.archived === true, '/segment', 'the segment is archived'),

  'no-recipients': ({ recipients: { from, count } }) =>
    blocks(
      count === 0,
      from === 'segment' ? '/segment' : '',
      from === 'segment' ? 'no contact is in the segment' : 'none of the chosen recipients is there',
    ),

  'too-many-recipients': ({ definition: { limits }, recipients: { count } }) =>
    count === null || limits.maxRecipients === undefined || count <= limits.maxRecipients
      ? []
      : [
          {
            severity: 'blocks',
            pointer: '/limits/maxRecipients',
            detail: `there are ${count} recipients, the campaign allows ${limits.maxRecipients}`,
            count,
          },
        ],

  'template-incomplete': ({ definition: { channel, template } }) =>
    channelNeeds[channel].parts
      .filter((parts) => parts.every((part) => (template[part] ?? '').trim() === ''))
      .map((parts) => ({
        severity: 'blocks',
        pointer: parts.length === 1 ? `/template/${parts[0]}` : '/template',
        detail: `${channel} needs ${parts.length === 1 ? 'a' : 'one of'} ${parts.join(', ')} in the template`,
      })),

  'template-faulty': ({ template: { faults } }) =>
    faults.map(({ pointer, detail }) => ({ severity: 'blocks', pointer, detail })),

  'variable-missing': ({ rendering: { checked, missing } }) =>
    missing.map(({ variable, contacts }) =>
      skipping(contacts, checked, `"${variable}" has no value for ${contacts} of ${checked} checked recipients`),
    ),

  'rendering-fails': ({ rendering: { checked, failures } }) =>
    failures.map(({ detail, contacts }) =>
      skipping(contacts, checked, `${detail}, for ${contacts} of ${checked} checked recipients`),
    ),

  'section-unused': ({ template: { unusedSections } }) =>
    unusedSections.map((name) => ({
      severity: 'warns',
      pointer: `/instructions/sections${pointerTo(name)}`,
      detail: 'the template does not use this section',
    })),

  'no-sender': ({ definition: { channel }, sender }) =>
    blocks(channelNeeds[channel].sender && sender === null, '/sender', 'the campaign has no sender'),

  'sender-archived': ({ sender }) => blocks(sender?.archived === true, '/sender', 'the sender is archived'),

  'sender-of-other-channel': ({ definition: { channel }, sender }) =>
    blocks(
      sender !== null && sender.channel !== channel,
      '/sender',
      `the campaign sends by ${channel}, the sender by ${sender?.channel}`,
    ),

  'sender-not-verified': ({ definition: { channel }, sender, test }) =>
    channelNeeds[channel].verification && sender?.verified === false
      ? [
          {
            severity: test ? 'warns' : 'blocks',
            pointer: '/sender',
            detail: 'this version of the sender has passed no test message',
          },
        ]
      : [],

  'provider-not-ready': ({ providerReady }) =>
    blocks(!providerReady, '/sender', 'the provider of the sender is not set up here'),

  'all-in-quiet-hours': ({ quiet: { checked, held, skipped, until } }) =>
    checked === 0 || held + skipped < checked
      ? []
      : [
          {
            severity: 'warns',
            pointer: '/limits/quietHours',
            detail: quietDetail({ held, skipped, until }),
            count: checked,
          },
        ],
};

const quietDetail = ({ held, skipped, until }: Omit<PreflightFacts['quiet'], 'checked'>): string => {
  if (held === 0) return 'it is quiet for every checked recipient: started now, it would skip all of them';
  const some = skipped === 0 ? '' : `, and skip ${skipped}`;
  return `it is quiet for every checked recipient: started now, it would hold ${held}, the first until ${until}${some}`;
};

/**
 * Recipients whose message cannot be rendered are skipped and the others get theirs: that warrants a warning.
 * When it is so for every checked recipient, nothing would leave.
 */
const skipping = (contacts: number, checked: number, detail: string): Omit<PreflightFinding, 'code'> => ({
  severity: contacts >= checked ? 'blocks' : 'warns',
  detail,
  count: contacts,
});
