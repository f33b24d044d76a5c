import { IsIn, Matches } from 'class-validator';
import { type CommunicationStatus, communicationStatuses } from '#domain/batch/lifecycle.js';
import { type ChannelKind, channelKinds } from '#domain/campaign/messages.js';
import type { CommunicationFilters } from '#readmodel/communications/list-communications.js';
import { Line, Lines, Optional } from '../http/checks.js';
import { maxReason } from '../http/entry.js';
import { IsInstant } from '../http/instant.js';
import { PageQuery } from '../http/page-query.dto.js';
import { AnyOf, yes, YesOrNo } from '../http/query-lists.js';
import { rangeOf } from '../http/time-range.js';

export class CommunicationParameter {
  /** `<run>.<batch>.<index>` */
  @Matches(/^[0-9a-hjkmnp-tv-z]{26}\.[1-9]\d{0,5}\.(0|[1-9]\d{0,2})$/, {
    message: 'must be the id of a communication: <run>.<batch>.<index>',
  })
  id!: string;
}

/** Filters of every list of communications. */
export class RunCommunicationsQuery extends PageQuery {
  @AnyOf(communicationStatuses)
  status?: CommunicationStatus[];

  /** A contact, by the id your services know them by. */
  @Optional()
  @Line()
  contact?: string;

  /** An address of a contact, now or once, or of a test. */
  @Optional()
  @Line(254)
  address?: string;

  /** With or without angle brackets. */
  @Optional()
  @Line(998)
  messageId?: string;

  @Optional()
  @IsIn(['asc', 'desc'])
  direction?: 'asc' | 'desc';
}

export class CommunicationsQuery extends RunCommunicationsQuery {
  @Optional()
  @Line(64)
  campaign?: string;

  @Optional()
  @Line(64)
  run?: string;

  @Optional()
  @IsIn(channelKinds)
  channel?: ChannelKind;

  @YesOrNo()
  test?: 'true' | 'false';

  /** When it was planned: from this moment on. */
  @Optional()
  @IsInstant()
  plannedFrom?: string;

  /** Up to and without this moment. */
  @Optional()
  @IsInstant()
  plannedTo?: string;
}

export const communicationFilters = (query: RunCommunicationsQuery): CommunicationFilters => {
  const { status, contact, address, messageId } = query;
  return {
    ...(status === undefined ? {} : { statuses: status }),
    ...(contact === undefined ? {} : { externalId: contact }),
    ...(address === undefined ? {} : { address }),
    ...(messageId === undefined ? {} : { messageId }),
  };
};

export const filtersAcrossRuns = (query: CommunicationsQuery): CommunicationFilters => {
  const { campaign, run, channel, plannedFrom, plannedTo } = query;
  const test = yes(query.test);
  const planned = rangeOf(plannedFrom, plannedTo);
  return {
    ...communicationFilters(query),
    ...(campaign === undefined ? {} : { campaignId: campaign }),
    ...(run === undefined ? {} : { runId: run }),
    ...(channel === undefined ? {} : { channel }),
    ...(test === undefined ? {} : { test }),
    ...(planned === undefined ? {} : { planned }),
  };
};

export class ResolveBody {
  /** What is known of it now. */
  @IsIn(['was-sent', 'was-not-sent'])
  resolution!: 'was-sent' | 'was-not-sent';

  /** How you know; recorded with it. */
  @Line(maxReason)
  reason!: string;
}

export class ResolveManyBody extends ResolveBody {
  @Lines({ least: 1, most: 1_000 })
  communications!: string[];
}
