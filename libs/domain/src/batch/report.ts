import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { Message } from '../kernel/message.js';
import type { ReportEvent } from './messages.js';

type ReportOf<Type extends ReportEvent['type']> = Extract<ReportEvent, { type: Type }>['data'];

export type ReportCommand =
  /** `reportId` names the report, so that one delivered twice counts once. */
  Message<'ReportDelivery', ReportOf<'DeliveryReported'>> | Message<'ResolveDispatch', ReportOf<'DispatchResolved'>>;

/** What is known of a batch after the fact. */
export interface Reports {
  readonly seen: ReadonlySet<string>;
  readonly resolved: ReadonlyMap<string, 'was-sent' | 'was-not-sent'>;
}

export interface ReportRejection {
  readonly rejected: 'resolved-otherwise';
  readonly detail: string;
}

/** Stream `report-<run>.<batch>`. Whether a dispatch is of unknown fate is the batch's to say, not this stream's. */
export const reportDecider: Decider<ReportCommand, ReportEvent, Reports, ReportRejection> = {
  initial: { seen: new Set(), resolved: new Map() },

  decide: (command, { seen, resolved }) => {
    switch (command.type) {
      case 'ReportDelivery':
        return seen.has(command.data.reportId) ? [] : [{ type: 'DeliveryReported', data: command.data }];
      case 'ResolveDispatch': {
        const before = resolved.get(command.data.communicationId);
        if (before === undefined) return [{ type: 'DispatchResolved', data: command.data }];
        return before === command.data.resolution
          ? []
          : reject('resolved-otherwise', `it was settled as ${before} already`);
      }
      default:
        return assertNever(command);
    }
  },

  evolve: (reports, event) =>
    event.type === 'DeliveryReported'
      ? { ...reports, seen: new Set([...reports.seen, event.data.reportId]) }
      : { ...reports, resolved: new Map([...reports.resolved, [event.data.communicationId, event.data.resolution]]) },
};
