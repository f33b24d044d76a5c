import { useQuery } from '@tanstack/react-query';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { itemKey } from '../library/library-queries.js';
import panels from '../parts/panel-grid.module.css';
import { Panel } from '../parts/panel.js';
import { Unread } from '../parts/states.js';
import { Audience } from './audience.js';
import { SegmentFacts } from './segment-facts.js';

/** Who passes the filter, as it is published and as the contacts are now. */
export const SegmentOverview = ({ segment }: { readonly segment: Schemas['Segment'] }) => {
  const { id, version } = segment;
  const audience = useQuery({
    queryKey: [...itemKey('segments', id), 'audience', version],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/segments/{id}/audience', { params: { path: { id }, query: { sample: 10 } }, signal })),
  });
  return (
    <div className={panels.grid}>
      <Panel title="Who it is for" note={`v${version}`}>
        <SegmentFacts definition={segment.definition} />
      </Panel>
      <Panel title="Audience" note="looked up anew for every run">
        {audience.data === undefined ? <Unread of={audience} lines={6} /> : <Audience audience={audience.data} />}
      </Panel>
    </div>
  );
};
