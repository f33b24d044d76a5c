import type { Json } from '#domain/kernel/message.js';

/** A parsed body, or an instance of a DTO, as plain JSON: members that are undefined are gone. */
export const asJson = (value: unknown): Json => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(asJson);
      return Object.fromEntries(
        Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, asJson(member)]])),
      );
    default:
      return null;
  }
};

/** A parsed body as an object with members of any kind; null when it is something else. */
export const asObject = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;
