import { ValidateBy, ValidateIf } from 'class-validator';
import { lineFaults, textFaults } from '#domain/kernel/text.js';
import type { Fault } from './problem.js';

/** May be left out. Unlike class-validator's IsOptional, null is not the same as left out. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** May be left out, and may be null. */
export const OptionalOrNull = (): PropertyDecorator =>
  ValidateIf((_, value: unknown) => value !== undefined && value !== null);

const encoded = 'faults:';

/**
 * For what a decorator cannot say (unions, filters, rules of the domain): a function that finds every fault,
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

const ofText =
  (check: (text: string) => readonly Fault[]) =>
  (value: unknown): readonly Fault[] => {
    if (value === undefined) return [{ pointer: '', code: 'required', detail: 'is missing' }];
    return typeof value === 'string' ? check(value) : [{ pointer: '', code: 'wrong-type', detail: 'must be a string' }];
  };

/** One line of text that is not empty; nothing in it could start a new header line. */
export const Line = (max = 200): PropertyDecorator => Checked(ofText((text) => lineFaults('', text, max)));

/** Text of any number of lines; may be empty. `max` counts bytes of UTF-8. */
export const Text = (max: number): PropertyDecorator => Checked(ofText((text) => textFaults('', text, max)));

/** A list of lines, each as `Line`. */
export const Lines = ({ least, most, max = 200 }: { least: number; most: number; max?: number }): PropertyDecorator =>
  Checked((value) => {
    if (!Array.isArray(value)) return [{ pointer: '', code: 'wrong-type', detail: 'must be a list' }];
    if (value.length < least || value.length > most)
      return [{ pointer: '', code: 'too-many', detail: `must have ${least} to ${most} items` }];
    return value.flatMap((item: unknown, index) =>
      ofText((text) => lineFaults('', text, max))(item).map((fault) => ({ ...fault, pointer: `/${index}` })),
    );
  });
