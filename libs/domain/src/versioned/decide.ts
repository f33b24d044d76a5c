import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { VersionedCommand, VersionedEvent, VersionedKind } from './messages.js';
import { evolveVersioned, isPublished, type Versioned } from './state.js';

/**
 * - `no-such-definition`: nothing was ever defined under this id.
 * - `exists-already`: the id is taken by another content.
 * - `archived`: it is kept for the record and takes no further change.
 * - `stale-version`: somebody else published since the author looked.
 */
export type VersionedRejectionCode = 'no-such-definition' | 'exists-already' | 'archived' | 'stale-version';

export interface VersionedRejection {
  readonly rejected: VersionedRejectionCode;
  readonly detail: string;
}

export const noSuchDefinition = reject('no-such-definition', 'nothing is defined under this id');
export const archivedAlready = reject('archived', 'it is archived and takes no further change');

/**
 * Define, revise and archive for one kind of definition. A revision whose content is already the current one
 * changes nothing, also when the version it expected is gone: what the author wanted is there (RFC 9110
 * section 13.1.1 allows the same answer), so a retry is safe.
 */
export const versionedDecider = <Kind extends VersionedKind, Definition, Live extends string>(
  kind: Kind,
  first: Live,
): Decider<
  VersionedCommand<Definition>,
  VersionedEvent<Kind, Definition>,
  Versioned<Definition, Live>,
  VersionedRejection
> => ({
  initial: { status: 'absent' },
  evolve: evolveVersioned(kind, first),
  decide: (command, state) => {
    if (!isPublished(state)) {
      if (command.type !== 'Define') return noSuchDefinition;
      return [{ type: `${kind}Defined` as const, data: { ...command.data, version: 1 } }];
    }
    const { id, version, hash } = state;
    switch (command.type) {
      case 'Define':
        if (state.status !== 'archived' && command.data.hash === hash) return [];
        return reject('exists-already', `${id} is defined already, in version ${version}`);
      case 'Revise': {
        if (state.status === 'archived') return archivedAlready;
        const { expectedVersion, ...publication } = command.data;
        if (publication.hash === hash) return [];
        if (expectedVersion !== undefined && expectedVersion !== version) {
          return reject('stale-version', `version ${version} is current, the change was made to ${expectedVersion}`);
        }
        return [{ type: `${kind}Revised` as const, data: { ...publication, id, version: version + 1 } }];
      }
      case 'Archive':
        return state.status === 'archived' ? [] : [{ type: `${kind}Archived` as const, data: { id } }];
      default:
        return assertNever(command);
    }
  },
});
