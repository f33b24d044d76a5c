import type { Instant } from '#domain/kernel/message.js';
import type { DefinitionByKind, DefinitionKind } from '#eventstore/definitions.js';
import { createTable, instant, int, json, oneOf, optional, table, text } from '../table.js';

export type DefinitionStatus = 'draft' | 'active' | 'paused' | 'archived';

/** The newest test message of a sender, and the version that the newest settled one vouches for. */
export interface VerificationRow {
  readonly verificationId: string;
  readonly version: number;
  readonly result: 'pending' | 'accepted' | 'refused';
  readonly detail: string | null;
  readonly at: Instant;
}

/** Goals, segments, senders and campaigns as they are now. */
export const heads = table('definitions', ['kind', 'id'], {
  kind: oneOf<DefinitionKind>(),
  id: text,
  name: text,
  status: oneOf<DefinitionStatus>(),
  version: int,
  hash: text,
  definition: json<DefinitionByKind[DefinitionKind]>(),
  verification: optional(json<VerificationRow>()),
  verified_version: optional(int),
  created_at: instant,
  created_by: text,
  updated_at: instant,
  updated_by: text,
  /** Revision of the definition's stream. */
  revision: int,
});

export const versions = table('versions', ['kind', 'id', 'version'], {
  kind: oneOf<DefinitionKind>(),
  id: text,
  version: int,
  hash: text,
  definition: json<DefinitionByKind[DefinitionKind]>(),
  summary: text,
  author: text,
  reason: optional(text),
  published_at: instant,
});

export const ddl = (schema: string): string => `
  ${createTable(schema, heads)}
  ${createTable(schema, versions)}
  create index on ${schema}.definitions (kind, name, id);
  create index on ${schema}.definitions (kind, status, name, id);
  create index on ${schema}.definitions ((definition->>'goal'), id) where kind = 'campaign';
  create index on ${schema}.definitions ((definition->>'segment'), id) where kind = 'campaign';
  create index on ${schema}.definitions ((definition->>'sender'), id) where kind = 'campaign';
  create index on ${schema}.versions (kind, id, hash);`;
