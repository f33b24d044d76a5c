import type { Command } from '@nestjs/cqrs';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { Message } from '#domain/kernel/message.js';
import type { VersionedCommand } from '#domain/versioned/messages.js';
import type { CommandContext, Executed } from '#eventstore/execute.js';
import type { DefinitionKind } from '#eventstore/definitions.js';
import type { EventStore } from '#eventstore/port.js';
import { sha256 } from '#platform/ids.js';
import { type DefinitionHead, listDefinitions } from '#readmodel/definitions/queries.js';
import { type Answer, ok } from '../http/answer.js';
import type { Asked } from '../http/asked.js';
import type { Accepted, Commands } from '../http/commands.js';
import { etagOf, requireMatch } from '../http/conditions.js';
import { asJson } from '../http/json.js';
import { listing, type ListView } from '../http/listing.js';
import type { ProblemKind } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { type DefinitionKindReads, type DefinitionReads, definitionReads, type StatusOf } from './definition-reads.js';
import type { DefinitionView } from './definition-view.js';
import type { DefinitionsQuery } from './definitions-query.dto.js';

/** What one kind of definition adds to what all of them have in common. */
export interface DefinitionKindArea<
  C extends Message,
  E extends Message,
  State extends { readonly status: string },
  Code extends string,
  Details,
> extends DefinitionKindReads<E, State, Details> {
  readonly refusals: Readonly<Record<Code, ProblemKind>>;
  readonly command: (id: string, command: C, context: CommandContext) => Command<Executed<Code>>;
}

/** The routes of one kind of definition, without their declarations. */
export interface DefinitionArea<C extends Message, Definition, View> {
  readonly reads: DefinitionReads<Definition, View>;
  define(asked: Asked, definition: Definition, summary?: string): Promise<Answer<View | Accepted>>;
  /** Throws 428 or 412 unless the request's If-Match names what is there. */
  revise(asked: Asked, id: string, definition: Definition, summary?: string): Promise<Answer<View | Accepted>>;
  act(asked: Asked, id: string, command: C): Promise<Answer<View | Accepted>>;
  get(id: string): Promise<Answer<View>>;
}

/** A page of definitions of one kind. `url` is the request's own. */
export const listOfDefinitions = <Kind extends DefinitionKind>(
  installation: Installation,
  kind: Kind,
  url: string,
  { after, limit = 50, status, name, direction }: DefinitionsQuery,
): Promise<Answer<ListView<DefinitionHead<Kind>>>> =>
  listing(installation, url, 'definitions', () =>
    listDefinitions(installation.pool, {
      filters: { kind, ...(status ? { status } : {}), ...(name === undefined ? {} : { namePrefix: name }) },
      limit,
      ...(direction ? { direction } : {}),
      ...(after === undefined ? {} : { cursor: after }),
    }),
  );

export const definitionArea = <
  Definition,
  C extends Message,
  E extends Message,
  State extends { readonly status: string },
  Code extends string,
  Details,
>(
  commands: Commands,
  store: EventStore,
  kind: DefinitionKindArea<C | VersionedCommand<Definition>, E, State, Code, Details>,
): DefinitionArea<
  C | VersionedCommand<Definition>,
  Definition,
  DefinitionView<Definition, StatusOf<State>> & Details
> => {
  const reads = definitionReads<Definition, E, State, Details>(store, kind);
  const act = (asked: Asked, id: string, command: C | VersionedCommand<Definition>, created = false) =>
    commands.send(asked, kind.command(id, command, asked.context), {
      id,
      created,
      location: `/v1/${kind.kind}s/${id}`,
      refusals: kind.refusals,
      readModels: ['definitions'],
      read: () => reads.view(id),
      allowedActions: async () => (await reads.view(id)).body.allowedActions,
    });
  return {
    reads,
    act: (asked, id, command) => act(asked, id, command),
    define(asked, definition, summary) {
      const id = asked.newId;
      return act(asked, id, { type: 'Define', data: { id, ...publication(definition, summary) } }, true);
    },
    async revise(asked, id, definition, summary) {
      const { revision, body } = await reads.view(id);
      requireMatch(asked.ifMatch, revision);
      // The number refuses what is published between this look and the append.
      const data = { ...publication(definition, summary), expectedVersion: body.version };
      return act(asked, id, { type: 'Revise', data });
    },
    async get(id) {
      const { body, revision } = await reads.view(id);
      return ok(body, { etag: etagOf(revision) });
    },
  };
};

const publication = <Definition>(definition: Definition, summary: string | undefined) => ({
  definition,
  hash: sha256(canonicalJson(asJson(definition))),
  summary: summary ?? '',
});
