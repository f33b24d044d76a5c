import { IsString, Matches, MaxLength, MinLength, ValidateBy, ValidateIf } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import type { Fault } from './problem.js';

/** May be left out. Unlike class-validator's IsOptional, null is not the same as left out. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** May be null, but not left out. */
export const Nullable = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== null);

/**
 * One line of text as people name things: nothing that could start a new header line, and no other control
 * character.
 */
export const OneLine = (max = 200, { each = false }: { each?: boolean } = {}): PropertyDecorator =>
  applyDecorators(
    IsString({ each, message: 'must be a string' }),
    MinLength(1, { each, message: 'must not be empty' }),
    MaxLength(max, { each, message: `must have at most ${max} characters` }),
    // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
    Matches(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/, {
      each,
      message: 'must not contain line breaks or control characters',
    }),
  );

/** Several lines of text; control characters other than tab and line breaks are refused. */
export const Text = (max = 20_000): PropertyDecorator =>
  applyDecorators(
    IsString(),
    MaxLength(max, { message: `must be at most ${max} characters` }),
    // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
    Matches(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, { message: 'must not contain control characters' }),
  );

const encoded = 'faults:';

/**
 * For what a decorator cannot say (unions, recursive filters, templates): a function that finds every fault,
 * with pointers relative to the member.
 */
export const Checked = (check: (value: unknown) => readonly Fault[]): PropertyDecorator =>
  ValidateBy({
    name: 'checked',
    validator: {
      validate: (value: unknown) => check(value).length === 0,
      // A message is all that class-validator hands on, so the faults travel in it.
      defaultMessage: (args) => encoded + JSON.stringify(check(args?.value)),
    },
  });

/** The faults that a message of `Checked` carries; undefined for any other message. */
export const faultsIn = (message: string): readonly Fault[] | undefined => {
  if (!message.startsWith(encoded)) return undefined;
  const parsed: readonly Fault[] = JSON.parse(message.slice(encoded.length));
  return parsed;
};
