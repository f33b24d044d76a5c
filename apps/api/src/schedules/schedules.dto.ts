import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsNumber, Matches, Max, Min } from 'class-validator';
import type { Instant } from '#domain/kernel/message.js';
import {
  type Exclusion,
  gapPolicies,
  overlapPolicies,
  repeatedPolicies,
  type ScheduleDefinition,
  type ScheduleSpec,
} from '#domain/schedule/messages.js';
import { Checked, Line, Optional } from '../http/checks.js';
import { CommandBody } from '../http/command-body.dto.js';
import { instantOf, IsInstant } from '../http/instant.js';
import { asObject } from '../http/json.js';
import { type Fault, invalidRequest } from '../http/problem.js';
import { number, object, type Shape, string, variants } from '../http/shape.js';
import { schema } from '../openapi/schema.js';
import { readStart, type StartTime } from '../runs/start-time.js';

/** A rule of when, as a caller says it. */
export type SpecInput =
  | { readonly kind: 'once'; readonly at: StartTime }
  | Extract<ScheduleSpec, { kind: 'interval' }>
  | Extract<ScheduleSpec, { kind: 'cron' }>;

const startTime: Shape = (value) => {
  const read = readStart(value);
  return read.ok ? [] : read.faults;
};

const spec = variants('kind', {
  once: { at: startTime },
  interval: { everySeconds: number, phaseSeconds: number },
  cron: { expression: string },
});

const exclusion = object({ from: string, to: string });

/** A list whose items may leave out what the defaults give. */
const listOf =
  (shape: Shape, defaults: (given: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>) =>
  (value: unknown): readonly Fault[] => {
    if (!Array.isArray(value)) return [{ pointer: '', code: 'wrong-type', detail: 'must be a list' }];
    return value.flatMap((item: unknown, at) => {
      const given = asObject(item);
      const whole = given === null ? item : { ...defaults(given), ...given };
      return shape(whole).map((fault) => ({ ...fault, pointer: `/${at}${fault.pointer ?? ''}` }));
    });
  };

export class ScheduleBody extends CommandBody {
  @Line()
  name!: string;

  /** The campaign to run. */
  @Matches(/^[0-9a-hjkmnp-tv-z]{26}$/, { message: 'must be an id of 26 characters' })
  campaignId!: string;

  /** Which version of the campaign each run takes; the latest at its start when absent. */
  @Optional()
  @IsInt()
  campaignVersion?: number;

  /** IANA zone whose clocks are meant, as `Europe/Berlin`. */
  @Line(100)
  timeZone!: string;

  /** When: once, at an interval, by a cron expression of five fields. Several may be given. */
  @ApiProperty(schema('SpecInput'))
  @Checked(listOf(spec, ({ kind }) => (kind === 'interval' ? { phaseSeconds: 0 } : {})))
  specs!: SpecInput[];

  /** Days of the zone, as `2026-12-24`, on which nothing is started; with `to`, up to and including that day. */
  @ApiPropertyOptional(schema('Exclusion'))
  @Optional()
  @Checked(listOf(exclusion, ({ from }) => ({ to: from })))
  exclusions?: Exclusion[];

  /** Nothing before it (RFC 3339). */
  @Optional()
  @IsInstant()
  startsAt?: string;

  /** Nothing at it or later (RFC 3339). */
  @Optional()
  @IsInstant()
  endsAt?: string;

  /** Start each up to so many seconds later, always by the same; 0 when absent. */
  @Optional()
  @IsNumber()
  jitterSeconds?: number;

  /** A time that the clocks leave out: `shift` (when absent) starts as much later, `skip` not at all. */
  @Optional()
  @IsIn(gapPolicies)
  gap?: ScheduleDefinition['gap'];

  /** A time that the clocks show twice: `first` when absent. */
  @Optional()
  @IsIn(repeatedPolicies)
  repeated?: ScheduleDefinition['repeated'];

  /** What is due while a run of the schedule has not ended: `skip` when absent. */
  @Optional()
  @IsIn(overlapPolicies)
  overlap?: ScheduleDefinition['overlap'];

  /** With `allow`: not more runs than this at once; 10 when absent. */
  @Optional()
  @IsNumber()
  mostOpenRuns?: number;

  /** What could not be started for longer than this is missed; 3600 when absent. */
  @Optional()
  @IsNumber()
  catchUpSeconds?: number;

  /** A run that has not started so many seconds after it was queued is missed; as the campaign says when absent. */
  @Optional()
  @IsNumber()
  startWithinSeconds?: number;

  /** A run that the service has to stop pauses the schedule. */
  @Optional()
  @IsBoolean()
  pauseOnFailure?: boolean;
}

export const scheduleOf = (body: ScheduleBody): ScheduleDefinition => ({
  name: body.name,
  campaignId: body.campaignId,
  campaignVersion: body.campaignVersion ?? 'latest',
  timeZone: body.timeZone,
  specs: body.specs.map(specOf),
  exclusions: body.exclusions ?? [],
  ...(body.startsAt === undefined ? {} : { startsAt: instantOf(body.startsAt) }),
  ...(body.endsAt === undefined ? {} : { endsAt: instantOf(body.endsAt) }),
  jitterSeconds: body.jitterSeconds ?? 0,
  gap: body.gap ?? 'shift',
  repeated: body.repeated ?? 'first',
  overlap: body.overlap ?? 'skip',
  mostOpenRuns: body.mostOpenRuns ?? 10,
  catchUpSeconds: body.catchUpSeconds ?? 3_600,
  ...(body.startWithinSeconds === undefined ? {} : { startWithinSeconds: body.startWithinSeconds }),
  pauseOnFailure: body.pauseOnFailure ?? false,
});

const specOf = (spec: SpecInput, at: number): ScheduleSpec => {
  if (spec.kind !== 'once') return spec;
  const read = readStart(spec.at);
  if (!read.ok)
    throw invalidRequest(read.faults.map((fault) => ({ ...fault, pointer: `/specs/${at}/at${fault.pointer ?? ''}` })));
  return { kind: 'once', at: read.startAt };
};

/** A range of time: from the first moment up to and without the second. */
export class RangeQuery {
  @IsInstant()
  from!: string;

  @IsInstant()
  to!: string;
}

export class BackfillBody extends CommandBody {
  /** Occurrences from then on (RFC 3339). */
  @IsInstant()
  from!: string;

  /** And before then; not ahead. */
  @IsInstant()
  to!: string;
}

export const boundsOf = ({ from, to }: { from: string; to: string }): { from: Instant; to: Instant } => ({
  from: instantOf(from),
  to: instantOf(to),
});

export class TimesQuery {
  /** How many; 10 when absent. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  count?: number;

  /** After then; now when absent. */
  @Optional()
  @IsInstant()
  after?: string;
}
