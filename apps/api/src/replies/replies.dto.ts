import { IsIn, Matches } from 'class-validator';
import { type ReplyClass, replyClasses } from '#domain/thread/messages.js';
import type { ReplyFilters } from '#readmodel/replies/queries.js';
import { Line, Optional } from '../http/checks.js';
import { maxReason } from '../http/entry.js';
import { IsInstant } from '../http/instant.js';
import { PageQuery } from '../http/page-query.dto.js';
import { AnyOf, yes, YesOrNo } from '../http/query-lists.js';
import { rangeOf } from '../http/time-range.js';

export class ReplyParameter {
  @Matches(/^[0-9a-z]{1,64}$/, { message: 'must be the id of a reply' })
  id!: string;
}

export class RepliesQuery extends PageQuery {
  @AnyOf(replyClasses)
  class?: ReplyClass[];

  /** Only those that nobody knows the question of, or only the others. */
  @YesOrNo()
  quarantined?: 'true' | 'false';

  @Optional()
  @Line(64)
  campaign?: string;

  @Optional()
  @Line(64)
  run?: string;

  @Optional()
  @Line(100)
  communication?: string;

  /** The contact's id within the service. */
  @Optional()
  @Line(64)
  contactId?: string;

  /** Who sent it. */
  @Optional()
  @Line(254)
  from?: string;

  @Optional()
  @IsInstant()
  receivedFrom?: string;

  @Optional()
  @IsInstant()
  receivedTo?: string;

  @Optional()
  @IsIn(['asc', 'desc'])
  direction?: 'asc' | 'desc';
}

export const replyFilters = (query: RepliesQuery): ReplyFilters => {
  const all = {
    classes: query.class,
    quarantined: yes(query.quarantined),
    campaignId: query.campaign,
    runId: query.run,
    communicationId: query.communication,
    contactId: query.contactId,
    from: query.from,
    received: rangeOf(query.receivedFrom, query.receivedTo),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

export class ClassifyBody {
  @IsIn(replyClasses)
  class!: ReplyClass;

  /** Why; recorded with it. */
  @Line(maxReason)
  reason!: string;
}
