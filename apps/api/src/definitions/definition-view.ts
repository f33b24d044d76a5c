import type { Difference } from '#domain/kernel/json-diff.js';
import type { Instant } from '#domain/kernel/message.js';
import type { ActionAllowance } from '../http/problem.js';

/** Who published a version, when and why. */
export interface Publication {
  readonly version: number;
  /** Lower-case hex SHA-256 of the definition's canonical JSON (RFC 8785): equal hashes are equal definitions. */
  readonly hash: string;
  readonly summary: string;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
  readonly reason: string | null;
}

/** A definition as it stands now. Folded from its stream at every read, so it is never behind. */
export interface DefinitionView<Definition, Status extends string> extends Publication {
  readonly id: string;
  readonly status: Status;
  readonly definition: Definition;
  readonly definedAt: Instant;
  readonly definedBy: string;
  readonly allowedActions: readonly ActionAllowance[];
}

/** One version as it was published. */
export interface VersionView<Definition> extends Publication {
  readonly id: string;
  readonly definition: Definition;
}

/** All versions of a definition, the newest first. */
export interface VersionList {
  readonly items: readonly Publication[];
}

/** Where two versions differ, in the order of the paths. */
export interface VersionDiff {
  readonly id: string;
  readonly before: Publication;
  readonly after: Publication;
  readonly differences: readonly Difference[];
}
