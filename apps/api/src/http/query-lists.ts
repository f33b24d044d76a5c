import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import { lineFaults } from '#domain/kernel/text.js';
import { Checked, Optional } from './checks.js';
import type { Fault } from './problem.js';

/** `a,b` and a repeated parameter are both lists. */
const listOf = (value: unknown): unknown => {
  if (typeof value === 'string') return value.split(',');
  return Array.isArray(value)
    ? value.flatMap((item: unknown) => (typeof item === 'string' ? item.split(',') : [item]))
    : value;
};

const mostItems = 50;

const checkedList =
  (check: (item: string) => readonly Fault[]) =>
  (value: unknown): readonly Fault[] => {
    if (!Array.isArray(value))
      return [{ pointer: '', code: 'wrong-type', detail: 'must be a list, divided by commas' }];
    if (value.length > mostItems)
      return [{ pointer: '', code: 'too-many', detail: `has ${value.length} items, the limit is ${mostItems}` }];
    return value.flatMap((item: unknown) => (typeof item === 'string' ? check(item) : wrongType));
  };

const wrongType: readonly Fault[] = [{ pointer: '', code: 'wrong-type', detail: 'must be a string' }];

/** An optional query parameter: any of these words, divided by commas. */
export const AnyOf = (words: readonly string[]): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ enum: words, isArray: true }),
    Optional(),
    Transform(({ value }) => listOf(value)),
    Checked(
      checkedList((item) =>
        words.includes(item)
          ? []
          : [{ pointer: '', code: 'unknown-word', detail: `must be one or more of ${words.join(', ')}` }],
      ),
    ),
  );

/** An optional query parameter: any of these names or ids, divided by commas. */
export const AnyLine = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, isArray: true }),
    Optional(),
    Transform(({ value }) => listOf(value)),
    Checked(checkedList((item) => lineFaults('', item, 200))),
  );

/** An optional query parameter: `true` or `false`. */
export const YesOrNo = (): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ enum: ['true', 'false'] }), Optional(), IsIn(['true', 'false']));

/** For a text that `YesOrNo` has let through. */
export const yes = (text: 'true' | 'false' | undefined): boolean | undefined =>
  text === undefined ? undefined : text === 'true';
