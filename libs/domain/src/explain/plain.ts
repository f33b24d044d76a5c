import type { Json } from '../kernel/message.js';

/** A value that is JSON already though its type does not say so; what is not there is null. */
export const plain = (value: unknown): Json => {
  const parsed: Json = JSON.parse(JSON.stringify(value ?? null));
  return parsed;
};
