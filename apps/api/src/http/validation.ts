import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type Fault, invalidRequest } from './problem.js';
import { faultsIn } from './checks.js';
import { asObject } from './json.js';

const options = {
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: false,
  validationError: { target: false, value: false },
} as const;

/** Refuses with every fault at once, each by its place; unknown members are faults. */
@Injectable()
export class RequestPipe implements PipeTransform {
  private readonly body = new ValidationPipe({
    ...options,
    exceptionFactory: (errors) => invalidRequest(errors.flatMap((error) => faultsOf(error, ''))),
  });

  private readonly parameters = new ValidationPipe({
    ...options,
    exceptionFactory: (errors) =>
      invalidRequest(
        errors
          .flatMap((error) => faultsOf(error, ''))
          .map(({ pointer, detail }) => ({
            parameter: (pointer ?? '').slice(1),
            detail,
          })),
      ),
  });

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'query' || metadata.type === 'param') return this.parameters.transform(value, metadata);
    if (metadata.type !== 'body') return value;
    if (value !== undefined && value !== null && (typeof value !== 'object' || Array.isArray(value)))
      throw invalidRequest([{ pointer: '', detail: 'must be an object' }]);
    const body: unknown = await this.body.transform(value, metadata);
    const inherited = inheritedNames(value, body, '');
    if (inherited.length > 0) throw invalidRequest(inherited);
    return body;
  }
}

/** class-validator takes names that every object inherits, such as `toString`, for members it knows. */
const inheritedNames = (given: unknown, read: unknown, pointer: string): readonly Fault[] => {
  const [plain, dto] = [asObject(given), asObject(read)];
  if (plain === null || dto === null || Object.getPrototypeOf(read) === Object.prototype) return [];
  return Object.entries(plain).flatMap(([name, member]) =>
    name in Object.prototype
      ? [{ pointer: `${pointer}/${name}`, detail: 'is not a known member' }]
      : inheritedNames(member, dto[name], `${pointer}/${escaped(name)}`),
  );
};

const faultsOf = (error: ValidationError, parent: string): readonly Fault[] => {
  const pointer = `${parent}/${escaped(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).flatMap(([rule, message]) => {
    if (rule === 'whitelistValidation') return [{ pointer, detail: 'is not a known member' }];
    return (
      faultsIn(message)?.map((fault) => ({ ...fault, pointer: pointer + (fault.pointer ?? '') })) ?? [
        { pointer, detail: withoutName(message, error.property) },
      ]
    );
  });
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
};

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** class-validator starts its sentences with the property, which the pointer says already. */
const withoutName = (message: string, property: string): string =>
  message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
