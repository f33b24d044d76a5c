import type { VersionedCommand, VersionedEvent } from '../versioned/messages.js';

/** A condition on one contact. `attribute` is a name in the contact's attributes. */
export type SegmentFilter =
  | { readonly all: readonly SegmentFilter[] }
  | { readonly any: readonly SegmentFilter[] }
  | { readonly not: SegmentFilter }
  | { readonly tag: string }
  | { readonly consent: { readonly channel: string; readonly state: 'granted' | 'withdrawn' | 'unknown' } }
  | { readonly timeZone: string }
  | {
      readonly attribute: string;
      readonly op: 'equals' | 'not-equals' | 'contains' | 'greater' | 'less' | 'exists';
      /** Absent for `exists`; numbers compare as numbers, everything else as text. */
      readonly value?: string | number | boolean;
    };

/** Who a campaign is for: every contact that passes the filter; absent filter = everyone. */
export interface SegmentDefinition {
  readonly name: string;
  readonly filter?: SegmentFilter;
}

export type SegmentCommand = VersionedCommand<SegmentDefinition>;
export type SegmentEvent = VersionedEvent<'Segment', SegmentDefinition>;
