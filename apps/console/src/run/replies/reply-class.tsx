import { Ban, CircleHelp, MailWarning, MailX, MessageSquareText, Palmtree, Bot } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { Pill } from '../../parts/status-pill.js';
import type { StatusLook } from '../../parts/statuses.js';

export type ReplyClass = Schemas['ReplyClass'];

/** How each kind of answer is shown. */
export const replyClasses = {
  human: { label: 'A person', tone: 'busy', icon: MessageSquareText },
  'auto-reply': { label: 'Auto-reply', tone: 'calm', icon: Bot },
  'out-of-office': { label: 'Out of office', tone: 'calm', icon: Palmtree },
  bounce: { label: 'Bounce', tone: 'bad', icon: MailX },
  complaint: { label: 'Complaint', tone: 'bad', icon: MailWarning },
  'opt-out': { label: 'Opt-out', tone: 'warn', icon: Ban },
} satisfies Record<ReplyClass, StatusLook>;

export const replyClassNames = Object.keys(replyClasses) as readonly ReplyClass[];

const unclassified: StatusLook = { label: 'Not classified', tone: 'plan', icon: CircleHelp };

export const ReplyClassPill = ({ kind }: { readonly kind: ReplyClass | null }) => (
  <Pill look={kind === null ? unclassified : replyClasses[kind]} />
);
