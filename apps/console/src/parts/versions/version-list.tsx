import { Pin } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { Numbered, NumberedList } from './numbered-list.js';

interface VersionListProps {
  /** Newest first. Beside a run, one of them is the one that it pinned. */
  readonly versions: readonly (Schemas['Publication'] & { readonly pinned?: boolean })[];
  /** The one that is shown whole, where any can be: each number is the way to that. */
  readonly shown?: number;
}

/** Who published what, when and why. */
export const VersionList = ({ versions, shown }: VersionListProps) => (
  <NumberedList>
    {versions.map(({ version, summary, publishedAt, publishedBy, reason, pinned = false }) => (
      <Numbered
        key={version}
        number={`v${version}`}
        opens={shown === undefined ? undefined : version}
        summary={summary === '' ? 'No summary' : summary}
        at={publishedAt}
        as="minutes"
        by={publishedBy}
        reason={reason}
        marked={pinned || version === shown}
        mark={
          pinned ? (
            <>
              <Pin size={12} aria-hidden /> this run
            </>
          ) : undefined
        }
      />
    ))}
  </NumberedList>
);
