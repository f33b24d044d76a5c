import type { ChannelKind } from './messages.js';

/** The parts of a template, in the order in which people read them. */
export const templateParts = ['subject', 'text', 'html', 'body'] as const;
export type TemplatePart = (typeof templateParts)[number];

interface ChannelNeeds {
  /** Messages leave on somebody's behalf. */
  readonly sender: boolean;
  /** The sender must have passed a test message: only for mail is there one, and a mailbox to look at. */
  readonly verification: boolean;
  /** Each group needs one of its template parts. */
  readonly parts: readonly (readonly TemplatePart[])[];
}

/** What a campaign must have to send on each channel. `noop` sends nothing, so it takes whatever is there. */
export const channelNeeds = {
  email: { sender: true, verification: true, parts: [['subject'], ['text', 'html']] },
  http: { sender: true, verification: false, parts: [['body']] },
  noop: { sender: false, verification: false, parts: [] },
} as const satisfies Record<ChannelKind, ChannelNeeds>;

/** The parts of a template that a message of each channel is made of. */
export const channelParts = {
  email: ['subject', 'text', 'html'],
  http: ['body'],
  noop: templateParts,
} as const satisfies Record<ChannelKind, readonly TemplatePart[]>;
