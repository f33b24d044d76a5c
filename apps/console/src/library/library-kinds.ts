import { AtSign, type LucideIcon, Target, UsersRound } from 'lucide-react';
import type { Schemas } from '#client/client.js';

/** What of the API's schemas belongs to which kind of reusable definition. */
export interface LibraryTypes {
  readonly goals: {
    readonly row: Schemas['DefinitionHead_Goal'];
    readonly item: Schemas['Goal'];
    readonly definition: Schemas['GoalDefinition'];
  };
  readonly segments: {
    readonly row: Schemas['DefinitionHead_Segment'];
    readonly item: Schemas['Segment'];
    readonly definition: Schemas['SegmentDefinition'];
  };
  readonly senders: {
    readonly row: Schemas['DefinitionHead_Sender'];
    readonly item: Schemas['Sender'];
    readonly definition: Schemas['SenderDefinition'];
  };
}

export type LibraryKind = keyof LibraryTypes;
export type RowOf<Kind extends LibraryKind> = LibraryTypes[Kind]['row'];
export type ItemOf<Kind extends LibraryKind> = LibraryTypes[Kind]['item'];
export type DefinitionOf<Kind extends LibraryKind> = LibraryTypes[Kind]['definition'];

interface KindWords {
  readonly one: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** What it is, for who has none yet. */
  readonly about: string;
}

export const libraryWords: Readonly<Record<LibraryKind, KindWords>> = {
  goals: {
    one: 'goal',
    title: 'Goals',
    icon: Target,
    about: 'A goal says what a campaign is to achieve, and how that is measured. Several campaigns may share one.',
  },
  segments: {
    one: 'segment',
    title: 'Segments',
    icon: UsersRound,
    about: 'A segment says who a campaign is for. Who passes its filter is looked up anew for every run.',
  },
  senders: {
    one: 'sender',
    title: 'Senders',
    icon: AtSign,
    about: 'A sender says on whose behalf messages leave, through which provider, and how fast.',
  },
};
