import type { Decider } from '#domain/kernel/decider.js';
import { jsonDiff } from '#domain/kernel/json-diff.js';
import type { Message } from '#domain/kernel/message.js';
import type { PublishedVersion } from '#domain/versioned/messages.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import type { Representation } from '../http/commands.js';
import { asJson } from '../http/json.js';
import { type ActionAllowance, notFound } from '../http/problem.js';
import type { DefinitionView, Publication, VersionDiff, VersionList, VersionView } from './definition-view.js';

export type StatusOf<State extends { readonly status: string }> = Exclude<State['status'], 'absent'>;

/** What tells the kinds of definitions apart when they are read. */
export interface DefinitionKindReads<Event extends Message, State extends { readonly status: string }, Details> {
  /** The category of the streams, and the word for people. */
  readonly kind: 'goal' | 'segment' | 'sender' | 'campaign';
  readonly decider: Pick<Decider<never, Event, State>, 'initial' | 'evolve'>;
  readonly actions: (status: StatusOf<State>) => readonly ActionAllowance[];
  /** What the kind shows beside the members that all have. */
  readonly details: (state: State) => Details;
}

/** Reads of one kind of definition: each folds the stream, so what a command did is there at once. */
export interface DefinitionReads<Definition, View> {
  /** Throws 404 when nothing was ever defined under the id. */
  view(id: string): Promise<Representation<View>>;
  versions(id: string): Promise<VersionList>;
  version(id: string, version: number): Promise<VersionView<Definition>>;
  diff(id: string, before: number, after: number): Promise<VersionDiff>;
}

export const definitionReads = <Definition, Event extends Message, State extends { readonly status: string }, Details>(
  store: EventStore,
  { kind, decider, actions, details }: DefinitionKindReads<Event, State, Details>,
): DefinitionReads<Definition, DefinitionView<Definition, StatusOf<State>> & Details> => {
  const publications = async (id: string): Promise<readonly VersionView<Definition>[]> => {
    const found = (await store.read(`${kind}-${id}`)).flatMap((event) => versionIn<Definition>(event) ?? []);
    if (found.length === 0) throw notFound(kind);
    return found;
  };
  const versionOf = async (id: string, version: number): Promise<VersionView<Definition>> => {
    const found = (await publications(id)).find((each) => each.version === version);
    if (found === undefined) throw notFound(`version of the ${kind}`);
    return found;
  };
  return {
    async view(id) {
      const { events, state } = await loadAggregate(store, decider, `${kind}-${id}`);
      const versions = events.flatMap((event) => versionIn<Definition>(event) ?? []);
      const [first, current] = [versions[0], versions.at(-1)];
      const status: State['status'] = state.status;
      if (first === undefined || current === undefined || !isThere<State>(status)) throw notFound(kind);
      return {
        revision: events.length - 1,
        body: {
          ...current,
          status,
          definedAt: first.publishedAt,
          definedBy: first.publishedBy,
          allowedActions: actions(status),
          ...details(state),
        },
      };
    },
    versions: async (id) => ({ items: (await publications(id)).map(publicationOf).toReversed() }),
    version: versionOf,
    async diff(id, before, after) {
      const [from, to] = await Promise.all([versionOf(id, before), versionOf(id, after)]);
      return {
        id,
        before: publicationOf(from),
        after: publicationOf(to),
        differences: jsonDiff(asJson(from.definition), asJson(to.definition)),
      };
    },
  };
};

const isThere = <State extends { readonly status: string }>(status: State['status']): status is StatusOf<State> =>
  status !== 'absent';

/** The version that an event publishes, if it publishes one. */
const versionIn = <Definition>({ data, metadata }: RecordedEvent): VersionView<Definition> | null => {
  if (!isPublication<Definition>(data)) return null;
  const { id, version, hash, definition, summary } = data;
  return {
    id,
    version,
    hash,
    summary,
    publishedAt: metadata.occurredAt,
    publishedBy: metadata.actor,
    reason: metadata.reason ?? null,
    definition,
  };
};

const publicationOf = ({ definition: _definition, id: _id, ...publication }: VersionView<unknown>): Publication =>
  publication;

/** Only publications carry a definition. */
const isPublication = <Definition>(data: object): data is PublishedVersion<Definition> =>
  'definition' in data && 'version' in data;
