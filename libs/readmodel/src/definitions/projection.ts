import type { DefinitionKind } from '#eventstore/definitions.js';
import type { Projection } from '../projection.js';
import type { RowOf } from '../table.js';
import { type EventIn, known } from '../vocabulary.js';
import * as tables from './tables.js';

const categories = ['goal', 'segment', 'sender', 'campaign'] as const satisfies readonly DefinitionKind[];
type Event = EventIn<DefinitionKind>;
type Head = RowOf<typeof tables.heads>;
type Version = RowOf<typeof tables.versions>;

/** Goals, segments, senders and campaigns: what they are now, and every version that was published. */
export const definitions = {
  name: 'definitions',
  version: 1,
  categories,
  ordered: false,
  tables: tables.ddl,
  apply: async (events, rows) => {
    const page = known(categories, events);
    const heads = await rows.open(
      tables.heads,
      page.map((event) => [kindOf(event), event.data.id]),
    );
    const published = page.filter(isPublication);
    const versions = await rows.open(
      tables.versions,
      published.map((event) => [kindOf(event), event.data.id, event.data.version]),
    );
    for (const event of page) heads.put(evolve(heads.get(kindOf(event), event.data.id), event));
    for (const event of published) versions.put(versionOf(event));
    await heads.save();
    await versions.save();
  },
} as const satisfies Projection;

type Publication = Extract<Event, { type: `${string}Defined` | `${string}Revised` }>;

const isPublication = (event: Event): event is Publication => 'definition' in event.data;

const kindOf = ({ category }: Event): DefinitionKind => {
  const kind = categories.find((one) => one === category);
  if (kind === undefined) throw new Error(`${category} holds no definitions`);
  return kind;
};

const versionOf = (event: Publication): Version => {
  const { id, version, hash, definition, summary } = event.data;
  const { actor, reason, occurredAt } = event.metadata;
  return {
    kind: kindOf(event),
    id,
    version,
    hash,
    definition,
    summary,
    author: actor,
    reason: reason ?? null,
    published_at: occurredAt,
  };
};

const evolve = (row: Head | undefined, event: Event): Head => {
  const { occurredAt, actor } = event.metadata;
  const touched = { updated_at: occurredAt, updated_by: actor, revision: event.revision };
  if (isPublication(event)) return { ...(row ?? born(event)), ...contentOf(event), ...touched };
  if (row === undefined) throw new Error(`${event.stream} does not begin with a definition`);
  switch (event.type) {
    case 'CampaignActivated':
      return { ...row, ...touched, status: row.status === 'archived' ? 'archived' : 'active' };
    case 'CampaignPaused':
      return { ...row, ...touched, status: row.status === 'archived' ? 'archived' : 'paused' };
    case 'SenderVerificationRequested':
    case 'SenderVerified':
    case 'SenderVerificationFailed':
      return { ...row, ...verified(row, event), revision: event.revision };
    default:
      return { ...row, ...touched, status: 'archived' };
  }
};

const contentOf = ({ data: { version, hash, definition } }: Publication) => ({
  version,
  hash,
  definition,
  name: definition.name,
});

const born = (event: Publication): Head => {
  const { occurredAt: at, actor } = event.metadata;
  return {
    kind: kindOf(event),
    id: event.data.id,
    ...contentOf(event),
    status: event.category === 'campaign' ? 'draft' : 'active',
    verification: null,
    verified_version: null,
    created_at: at,
    created_by: actor,
    updated_at: at,
    updated_by: actor,
    revision: event.revision,
  };
};

type VerificationEvent = Extract<Event, { type: `SenderVerif${string}` }>;

const verified = (
  row: Head,
  { type, data, metadata }: VerificationEvent,
): Pick<Head, 'verification' | 'verified_version'> => {
  const { verificationId, version } = data;
  const tested = { verificationId, version, at: metadata.occurredAt, detail: null };
  if (type === 'SenderVerificationRequested') {
    return { verification: { ...tested, result: 'pending' }, verified_version: row.verified_version };
  }
  if (type === 'SenderVerified') return { verification: { ...tested, result: 'accepted' }, verified_version: version };
  return {
    verification: { ...tested, result: 'refused', detail: data.detail },
    verified_version: row.verified_version === version ? null : row.verified_version,
  };
};
