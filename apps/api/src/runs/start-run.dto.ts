import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { reservedVariables } from '#domain/campaign/faults.js';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import { pointerTo } from '#domain/kernel/fault.js';
import { isIdentifier, lineFaults, utf8Length } from '#domain/kernel/text.js';
import type { RunVariables } from '#domain/run/messages.js';
import { mostStartWithinSeconds } from '#domain/run/time-to-live.js';
import { Checked, Lines, Optional } from '../http/checks.js';
import { CommandBody } from '../http/command-body.dto.js';
import { asJson, asObject } from '../http/json.js';
import type { Fault } from '../http/problem.js';
import { schema } from '../openapi/schema.js';
import { jsonFaults } from './json-fault.js';
import { readStart, type StartTime } from './start-time.js';

/** Bytes of the passed variables as JSON. */
const largestVariables = 65_536;
const mostLabels = 20;
/** Ten years. */
export const mostShiftSeconds = 10 * 366 * 86_400;
/** As a constant of its own: the description of the API takes no other expression as a bound. */
export const leastShiftSeconds = -mostShiftSeconds;
/** One event holds their ids. */
const mostContacts = 5_000;

export const startFaults = (value: unknown): readonly Fault[] => {
  const read = readStart(value);
  return read.ok ? [] : read.faults;
};

const variableFaults = (value: unknown): readonly Fault[] => {
  const given = asObject(value);
  if (given === null) return [{ pointer: '', code: 'wrong-type', detail: 'must be an object' }];
  const size = utf8Length(canonicalJson(asJson(value)));
  return [
    ...(size > largestVariables
      ? [{ pointer: '', code: 'too-long', detail: `has ${size} bytes as JSON, the limit is ${largestVariables}` }]
      : []),
    ...Object.keys(given).flatMap((name) => nameFaults(name)),
    ...jsonFaults(value, ''),
  ];
};

const nameFaults = (name: string): readonly Fault[] => {
  const pointer = pointerTo(name);
  if (reservedVariables.some((reserved) => reserved === name))
    return [{ pointer, code: 'reserved-name', detail: `templates find other data under "${name}"` }];
  if (isIdentifier(name)) return [];
  return [{ pointer, code: 'not-a-name', detail: 'must be named by letters, digits, _ and -, at most 64' }];
};

const labelFaults = (value: unknown): readonly Fault[] => {
  const given = asObject(value);
  if (given === null) return [{ pointer: '', code: 'wrong-type', detail: 'must be an object of texts' }];
  const entries = Object.entries(given);
  return [
    ...(entries.length > mostLabels
      ? [{ pointer: '', code: 'too-many', detail: `has ${entries.length} members, the limit is ${mostLabels}` }]
      : []),
    ...entries.flatMap(([name, text]): readonly Fault[] => {
      const pointer = pointerTo(name);
      if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name))
        return [{ pointer, code: 'not-a-name', detail: 'must be named by letters, digits, _ . and -, at most 64' }];
      if (typeof text !== 'string') return [{ pointer, code: 'wrong-type', detail: 'must be a string' }];
      return lineFaults(pointer, text, 200);
    }),
  ];
};

/** A run of a campaign: at once, or at a time. */
export class StartRunBody extends CommandBody {
  /** Try the campaign: it may be inactive and its sender unverified, drafts are not reviewed. */
  @Optional()
  @IsBoolean()
  test?: boolean;

  /** When to start; at once when absent. */
  @ApiPropertyOptional(schema('StartTime'))
  @Optional()
  @Checked(startFaults)
  startAt?: StartTime;

  /** Contacts by the ids your services know them by, instead of the campaign's segment. */
  @Optional()
  @Lines({ least: 1, most: mostContacts })
  contacts?: string[];

  /**
   * Test runs: where the messages go instead of to the contacts. Without contacts, as many of the segment are
   * written for as there are addresses. Kept in the vault, not in the log.
   */
  @Optional()
  @Lines({ least: 1, most: 50, max: 254 })
  addresses?: string[];

  /** Values for the template, before contact attributes and defaults. Kept in the vault, not in the log. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @Optional()
  @Checked(variableFaults)
  variables?: RunVariables;

  /** Labels of yours to find the run by. They are in the log for ever: no personal data. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })
  @Optional()
  @Checked(labelFaults)
  metadata?: Record<string, string>;

  /** `latest`: a scheduled run takes the versions that are there when it starts. */
  @Optional()
  @IsIn(['pinned', 'latest'])
  follow?: 'pinned' | 'latest';

  /**
   * Time to live, in seconds: a run that has not started so long after it was to start is missed, and nothing of it is
   * sent. As the campaign's limits say when absent.
   */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(mostStartWithinSeconds)
  startWithinSeconds?: number;
}

/** One of the two. */
export class RescheduleBody extends CommandBody {
  /** The new start. */
  @ApiPropertyOptional(schema('StartTime'))
  @Optional()
  @Checked(startFaults)
  startAt?: StartTime;

  /** So many seconds later than planned; earlier when negative. */
  @Optional()
  @IsInt()
  @Min(leastShiftSeconds)
  @Max(mostShiftSeconds)
  shiftSeconds?: number;
}

export class RunAgainBody extends CommandBody {
  /** `same`: what the run pinned; `latest`: what is published now. */
  @IsIn(['same', 'latest'])
  version!: 'same' | 'latest';
}

export class ResendBody extends CommandBody {
  /** Communications of this run whose fate is unknown. */
  @Lines({ least: 1, most: 1_000 })
  communications!: string[];
}
