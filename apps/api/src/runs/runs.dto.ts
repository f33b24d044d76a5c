import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { type ChannelKind, channelKinds } from '#domain/campaign/messages.js';
import { lineFaults } from '#domain/kernel/text.js';
import { type RunStatus, runStatuses } from '#domain/run/lifecycle.js';
import { type RunType, runTypes } from '#domain/run/messages.js';
import { type RunFilters, type RunSort, runSorts } from '#readmodel/runs/run-filters.js';
import { Checked, Line, Optional } from '../http/checks.js';
import { IsInstant } from '../http/instant.js';
import { PageQuery } from '../http/page-query.dto.js';
import type { Fault } from '../http/problem.js';
import { AnyLine, AnyOf, yes, YesOrNo } from '../http/query-lists.js';
import { rangeOf } from '../http/time-range.js';
import { RunCommunicationsQuery } from '../communications/communications.dto.js';

const labelFaults = (value: unknown): readonly Fault[] =>
  Array.isArray(value)
    ? value.flatMap((item: unknown): readonly Fault[] =>
        typeof item === 'string' && /^[A-Za-z0-9_.-]{1,64}:/.test(item)
          ? lineFaults('', item, 300)
          : [{ pointer: '', code: 'not-a-label', detail: 'must be name:value' }],
      )
    : [{ pointer: '', code: 'wrong-type', detail: 'must be name:value' }];

/** Which runs, and in which order. Several values of one parameter mean any of them. */
export class RunsQuery extends PageQuery {
  @AnyOf(runStatuses)
  status?: RunStatus[];

  @AnyOf(runTypes)
  type?: RunType[];

  @AnyOf(channelKinds)
  channel?: ChannelKind[];

  @AnyLine()
  campaign?: string[];

  @AnyLine()
  goal?: string[];

  /** Who or what asked: names of API keys' owners, schedules. */
  @AnyLine()
  trigger?: string[];

  /** `name:value`; given several times, the run carries all of them. */
  @ApiPropertyOptional({ type: String, isArray: true })
  @Optional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @Checked(labelFaults)
  metadata?: string[];

  /** Runs that came out of this one. */
  @Optional()
  @Line(64)
  parent?: string;

  @YesOrNo()
  test?: 'true' | 'false';

  /** No progress for a minute, and nothing known to wait for. */
  @YesOrNo()
  stalled?: 'true' | 'false';

  /** The campaign has another version now than the run pinned. */
  @YesOrNo()
  differs?: 'true' | 'false';

  @Optional()
  @IsInstant()
  createdFrom?: string;

  @Optional()
  @IsInstant()
  createdTo?: string;

  /** The time a run is, or was, to start at. */
  @Optional()
  @IsInstant()
  scheduledFrom?: string;

  @Optional()
  @IsInstant()
  scheduledTo?: string;

  @Optional()
  @IsInstant()
  startedFrom?: string;

  @Optional()
  @IsInstant()
  startedTo?: string;

  @Optional()
  @IsInstant()
  endedFrom?: string;

  @Optional()
  @IsInstant()
  endedTo?: string;

  /** Absent: created. */
  @Optional()
  @IsIn(runSorts)
  sort?: RunSort;

  /** Absent: the newest or greatest first. Runs without a value come last either way. */
  @Optional()
  @IsIn(['asc', 'desc'])
  direction?: 'asc' | 'desc';
}

export const runFilters = (query: RunsQuery): RunFilters => {
  const all = {
    statuses: query.status,
    types: query.type,
    channels: query.channel,
    campaigns: query.campaign,
    goals: query.goal,
    triggers: query.trigger,
    metadata: query.metadata === undefined ? undefined : labelsOf(query.metadata),
    parent: query.parent,
    test: yes(query.test),
    stalled: yes(query.stalled),
    differsFromCampaign: yes(query.differs),
    created: rangeOf(query.createdFrom, query.createdTo),
    scheduled: rangeOf(query.scheduledFrom, query.scheduledTo),
    started: rangeOf(query.startedFrom, query.startedTo),
    ended: rangeOf(query.endedFrom, query.endedTo),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

const labelsOf = (labels: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(labels.map((label) => [label.slice(0, label.indexOf(':')), label.slice(label.indexOf(':') + 1)]));

export class RunCountersQuery {
  @Optional()
  @Line(64)
  campaign?: string;

  @Optional()
  @IsIn(runTypes)
  type?: RunType;

  @Optional()
  @IsIn(channelKinds)
  channel?: ChannelKind;
}

export class MomentQuery {
  /** A number of the run's history, or a time with an offset: everything as it was then. */
  @Optional()
  @Line(40)
  at?: string;
}

export class RunCommunicationsAtQuery extends RunCommunicationsQuery {
  /** A number of the run's history, or a time with an offset: everything as it was then. */
  @Optional()
  @Line(40)
  at?: string;
}

export class RunRepliesQuery extends PageQuery {
  @Optional()
  @Line(40)
  at?: string;
}

export class RunHistoryQuery {
  /** Entries with greater numbers, ascending. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  after?: number;

  /** Entries with smaller numbers, descending. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  before?: number;

  @AnyLine()
  type?: string[];

  @Optional()
  @Line(40)
  at?: string;

  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class InstructionsQuery {
  /** Show the variables that this communication was written with. */
  @Optional()
  @Matches(/^[0-9a-z]{26}\.\d{1,6}\.\d{1,3}$/, { message: 'must be the id of a communication: <run>.<batch>.<index>' })
  communication?: string;
}

export class AttainmentQuery {
  /** Version of the goal to judge by; absent: the one that the run pinned. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  version?: number;
}
