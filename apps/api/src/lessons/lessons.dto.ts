import { ApiProperty } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { type LessonPlace, places } from '#domain/explain/factors.js';
import { lessonSubjects } from '#domain/lesson/messages.js';
import { Line, Optional, Text } from '../http/checks.js';
import { PageQuery } from '../http/page-query.dto.js';

const form = new RegExp(`^(${lessonSubjects.join('|')}):[0-9a-z.]{1,80}$`);
const message = 'must be run:<id>, communication:<id> or reply:<id>';

/** Longest note, in bytes. */
const maxNote = 4_000;

export class LessonBody {
  /** run:<id>, communication:<id> or reply:<id>. */
  @ApiProperty({ type: String })
  @Matches(form, { message })
  about!: string;

  /** Where the lesson belongs: who wants another outcome changes it there. */
  @ApiProperty({ enum: places })
  @IsIn(places)
  place!: LessonPlace;

  /** What was learnt, in your words. It may name people: it is kept where it can be erased. */
  @Text(maxNote)
  note!: string;
}

export class LessonsQuery extends PageQuery {
  @Optional()
  @Matches(form, { message })
  about?: string;

  /** Of the run itself, its messages and their replies. */
  @Optional()
  @Line(64)
  run?: string;

  @Optional()
  @Line(64)
  campaign?: string;

  @Optional()
  @Line(64)
  goal?: string;

  @Optional()
  @Line(64)
  sender?: string;

  @Optional()
  @IsIn(places)
  place?: LessonPlace;
}
