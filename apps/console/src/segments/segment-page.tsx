import { getRouteApi } from '@tanstack/react-router';
import { ItemPage } from '../library/item-page.js';
import { ItemUses } from '../library/item-uses.js';
import { ItemVersions } from '../library/item-versions.js';
import { SegmentEditor } from './segment-editor.js';
import { SegmentFacts } from './segment-facts.js';
import { SegmentOverview } from './segment-overview.js';
import { segmentMember } from './segment-words.js';

const route = getRouteApi('/frame/segments/$segmentId/$tab');

/** One segment: who is in it, who uses it, and how it came to be. */
export const SegmentPage = () => {
  const { segmentId: id, tab } = route.useParams();
  const search = route.useSearch();
  return (
    <ItemPage
      kind="segments"
      id={id}
      tab={tab}
      bodyOf={(read) =>
        tab === 'versions' ? (
          <ItemVersions
            kind="segments"
            id={id}
            version={read.item.version}
            search={search}
            wordsOf={segmentMember}
            factsOf={(definition) => <SegmentFacts definition={definition} />}
          />
        ) : tab === 'edit' ? (
          <SegmentEditor read={read} />
        ) : tab === 'used-by' ? (
          <ItemUses kind="segments" id={id} />
        ) : (
          <SegmentOverview segment={read.item} />
        )
      }
    />
  );
};
