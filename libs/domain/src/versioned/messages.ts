import type { Message } from '../kernel/message.js';

/** The kinds of reusable definitions that are published as numbered versions. */
export type VersionedKind = 'Goal' | 'Segment' | 'Sender' | 'Campaign';

/** One published version of a definition. Its address is the number, or the SHA-256 of its canonical JSON. */
export interface PublishedVersion<Definition> {
  readonly id: string;
  /** 1 for the first publication, then one more each time. */
  readonly version: number;
  /** Lower-case hex SHA-256 of the definition's canonical JSON (RFC 8785). */
  readonly hash: string;
  readonly definition: Definition;
  /** What changed, in the author's words. */
  readonly summary: string;
}

export type VersionedCommand<Definition> =
  | Message<'Define', { id: string; hash: string; definition: Definition; summary: string }>
  /** `expectedVersion` absent means: whatever is there now. */
  | Message<'Revise', { hash: string; definition: Definition; summary: string; expectedVersion?: number }>
  | Message<'Archive', object>;

export type VersionedEvent<Kind extends VersionedKind, Definition> =
  | Message<`${Kind}Defined`, PublishedVersion<Definition>>
  | Message<`${Kind}Revised`, PublishedVersion<Definition>>
  | Message<`${Kind}Archived`, { id: string }>;
