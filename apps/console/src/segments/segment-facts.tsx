import type { Schemas } from '#client/client.js';
import { Fact, FactList } from '../parts/fact-list.js';
import { FilterTree } from './filter-tree.js';

/** What a version of a segment says. */
export const SegmentFacts = ({
  definition: { name, filter },
}: {
  readonly definition: Schemas['SegmentDefinition'];
}) => (
  <FactList>
    <Fact name="Name">{name}</Fact>
    <Fact name="Who">{filter === undefined ? 'Everybody' : <FilterTree filter={filter} />}</Fact>
  </FactList>
);
