import type { Message } from '../kernel/message.js';
import type { PublishedVersion, VersionedEvent, VersionedKind } from './messages.js';

/** What stands in a definition's newest version. */
export type CurrentVersion<Definition> = Omit<PublishedVersion<Definition>, 'summary'>;

/** A definition that was published at least once. `Live` are the statuses it can have before it is archived. */
export type Published<Definition, Live extends string = 'active'> = CurrentVersion<Definition> & {
  readonly status: Live | 'archived';
};

/** A definition over its life. An archived one is kept for the runs that pinned it and never comes back. */
export type Versioned<Definition, Live extends string = 'active'> =
  | { readonly status: 'absent' }
  | Published<Definition, Live>;

export const isPublished = <Definition, Live extends string>(
  state: Versioned<Definition, Live>,
): state is Published<Definition, Live> => state.status !== 'absent';

/** The versions of one kind as a fold; `first` is the status that a definition is born with. */
export const evolveVersioned =
  <Kind extends VersionedKind, Definition, Live extends string>(kind: Kind, first: Live) =>
  (state: Versioned<Definition, Live>, event: VersionedEvent<Kind, Definition>): Versioned<Definition, Live> => {
    if (!isPublication(kind, event)) return isPublished(state) ? { ...state, status: 'archived' } : state;
    const { id, version, hash, definition } = event.data;
    return { status: isPublished(state) ? state.status : first, id, version, hash, definition };
  };

type Publication<Kind extends VersionedKind, Definition> = Message<
  `${Kind}Defined` | `${Kind}Revised`,
  PublishedVersion<Definition>
>;

const isPublication = <Kind extends VersionedKind, Definition>(
  kind: Kind,
  event: VersionedEvent<Kind, Definition>,
): event is VersionedEvent<Kind, Definition> & Publication<Kind, Definition> => event.type !== `${kind}Archived`;
