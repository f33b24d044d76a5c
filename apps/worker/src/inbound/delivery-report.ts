import { type MailPart } from './mail.js';
import { headersIn } from './read-mail.js';

export type DeliveryAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';

/** What a delivery status notification says of one recipient (RFC 3464 §2.3). */
export interface DeliveryReport {
  readonly action: DeliveryAction;
  /** RFC 3463, such as `5.1.1`; from the diagnosis, or by its class alone, where the field is missing. */
  readonly status: string;
  /** Original and final recipient, as far as they are mail addresses. */
  readonly recipients: readonly string[];
}

/** Worst first: a report about several recipients (an expanded alias) counts by its worst. */
const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const satisfies readonly DeliveryAction[];

/** The report in a mail's parts; null when it has none that can be read. */
export const deliveryReportIn = (parts: readonly MailPart[]): DeliveryReport | null => {
  const reports = parts
    .filter(
      ({ contentType }) =>
        contentType === 'message/delivery-status' || contentType === 'message/global-delivery-status',
    )
    .flatMap(({ content }) =>
      content
        .subarray(0, 64 * 1024)
        .toString('utf8')
        .split(/\r?\n[ \t]*\r?\n/),
    )
    .flatMap((block) => reportIn(headersIn(block.trim())) ?? []);
  return reports.toSorted((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action))[0] ?? null;
};

/** One group of per-recipient fields; null for the group about the message, which comes first. */
const reportIn = (fields: ReadonlyMap<string, readonly string[]>): DeliveryReport | null => {
  const first = (name: string): string => fields.get(name)?.[0] ?? '';
  const recipients = [first('original-recipient'), first('final-recipient')].flatMap(
    (field) => /^rfc822;\s*<?([^\s<>;@]+@[^\s<>;@]+)>?$/i.exec(field)?.[1] ?? [],
  );
  const status = /^\s*([245]\.\d{1,3}\.\d{1,3})/.exec(first('status'))?.[1] ?? statusIn(first('diagnostic-code'));
  const action = actionOf(first('action').toLowerCase(), status);
  if (action === null) return null;
  return {
    action,
    status: status ?? (action === 'failed' ? '5.0.0' : action === 'delayed' ? '4.0.0' : '2.0.0'),
    recipients,
  };
};

/** The field decides; without it the class of the status does. */
const actionOf = (field: string, status: string | null): DeliveryAction | null => {
  const named = actions.find((action) => field === action);
  if (named !== undefined) return named;
  if (status === null) return null;
  return status.startsWith('5') ? 'failed' : status.startsWith('4') ? 'delayed' : 'delivered';
};

/** An enhanced status in a server's answer, or what its three digits amount to; null for neither. */
export const statusIn = (text: string): string | null => {
  const [, enhanced] = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text) ?? [];
  if (enhanced !== undefined) return enhanced;
  const [, digit] = /(?<!\d)([45])\d{2}(?=[ -])/.exec(text) ?? [];
  return digit === undefined ? null : `${digit}.0.0`;
};

/**
 * Whether a status means that the mailbox will not take anything later either, so that mailing it again would only
 * harm the sender's name. Of the permanent ones (RFC 3463 §3) these speak of the address or of its host (5.1, 5.4),
 * of a closed mailbox (5.2.1), or say nothing nearer (5.0). Full mailboxes, sizes, content and policy pass, and
 * one blocked sender address must not suppress a whole audience.
 */
export const isHardStatus = (status: string): boolean => /^5\.(?:0\.|1\.|4\.|2\.1$)/.test(status);
