import type { Wire } from './wire.js';

export type WireName = Extract<keyof Wire, string>;

/** Reference to a schema that is generated from the TypeScript type of that name in `wire.ts`. */
export const schema = (name: WireName): { oneOf: { $ref: string }[] } => ({ oneOf: [{ $ref: refOf(name) }] });

export const refOf = (name: WireName): string => `#/components/schemas/${name}`;
