import type { PublishedVersion } from '#domain/versioned/messages.js';
import { type DefinitionByKind, type DefinitionKind, versionOf } from '#eventstore/definitions.js';
import type { EventStore } from '#eventstore/port.js';

type Versions = { readonly [Kind in DefinitionKind]: Map<string, PublishedVersion<DefinitionByKind[Kind]>> };

/** Versions kept at most of each kind and log; the one that came first goes first. */
const most = 500;

const remembered = new WeakMap<EventStore, Versions>();

const versionsOf = (store: EventStore): Versions => {
  const versions = remembered.get(store) ?? {
    goal: new Map(),
    segment: new Map(),
    sender: new Map(),
    campaign: new Map(),
  };
  remembered.set(store, versions);
  return versions;
};

/** A published version never changes, so the log is asked for each but once. Null when there is none of that number. */
export const pinnedVersion = async <Kind extends DefinitionKind>(
  store: EventStore,
  kind: Kind,
  pin: { readonly id: string; readonly version: number },
): Promise<PublishedVersion<DefinitionByKind[Kind]> | null> => {
  const versions = versionsOf(store)[kind];
  const name = `${pin.id}@${pin.version}`;
  const known = versions.get(name);
  if (known !== undefined) return known;
  const published = await versionOf(store, kind, pin);
  if (published === null) return null;
  for (const first of versions.keys()) {
    if (versions.size < most) break;
    versions.delete(first);
  }
  versions.set(name, published);
  return published;
};
