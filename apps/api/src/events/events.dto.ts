import { Transform, Type } from 'class-transformer';
import { IsInt, Max, MaxLength, Min } from 'class-validator';
import { Checked, Line, Optional } from '../http/checks.js';
import { eventTypes } from '../openapi/documents.js';

export class EventsQuery {
  /** Position of the event before; absent = from the first event on, `head` = only what comes from now on. */
  @Optional()
  @MaxLength(100)
  after?: string;

  /** Types of events, separated by commas. */
  @Optional()
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.join(',') : value))
  @Checked((value) => typesOf(value).flatMap(unknownType))
  type?: string;

  /** Only events of this run. */
  @Optional()
  @Line(64)
  run?: string;

  /**
   * As server-sent events: when more events than this were missed, they are not told; one message `reset` says that
   * lists are to be read again, and the stream goes on from there. Absent: all are told, to a session 1,000.
   */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(5000)
  catchUp?: number;

  /** Most events on a page; 100 when absent. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

/** The types that the parameter names. */
export const typesOf = (value: unknown): readonly string[] => (typeof value === 'string' ? value.split(',') : []);

const unknownType = (type: string) =>
  eventTypes().items.some((known) => known.type === type)
    ? []
    : [{ pointer: '', code: 'unknown-word', detail: `${JSON.stringify(type)} is no type of event` }];
