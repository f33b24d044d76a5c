import { createHash } from 'node:crypto';
import type { AudienceFacts } from '#domain/explain/facts.js';
import type { SegmentFilter } from '#domain/segment/messages.js';
import { countSegment, streamSegment } from '#vault/segments/segments.js';
import type { Installation } from '../installation.js';

/** Of larger segments only the number is known: a run of them is not looked at as a whole either. */
const mostMembers = 5_000;

/** Who would be written to now, in the form that a run freezes them. */
export const presentMembers = async (
  { pool }: Installation,
  filter: SegmentFilter | undefined,
): Promise<Pick<AudienceFacts, 'count' | 'digest' | 'members' | 'allMembers'>> => {
  const count = await countSegment(pool, filter);
  if (count > mostMembers) return { count, digest: null, members: new Set(), allMembers: false };
  const members = new Set<string>();
  const digest = createHash('sha256');
  for await (const ids of streamSegment(pool, filter)) {
    for (const id of ids) {
      members.add(id);
      digest.update(`${id}\n`);
    }
  }
  return { count: members.size, digest: digest.digest('hex'), members, allMembers: true };
};
