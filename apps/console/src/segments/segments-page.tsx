import { getRouteApi } from '@tanstack/react-router';
import campaigns from '../campaigns/campaigns.module.css';
import { LibraryList } from '../library/library-list.js';
import { filterWords } from './segment-words.js';

const route = getRouteApi('/frame/segments');

/** Longer ones are told on the page of the segment. */
const mostInRow = 70;

const inShort = (words: string): string => (words.length > mostInRow ? `${words.slice(0, mostInRow)}…` : words);

/** Every segment by its name. */
export const SegmentsPage = () => {
  const navigate = route.useNavigate();
  return (
    <LibraryList
      kind="segments"
      search={route.useSearch()}
      onChange={(search) => void navigate({ search })}
      columns={[
        {
          id: 'filter',
          label: 'Who',
          cell: ({ definition: { filter } }) => <span className={campaigns.quiet}>{inShort(filterWords(filter))}</span>,
        },
      ]}
      aboutOf={({ definition: { filter } }) => <span>{inShort(filterWords(filter))}</span>}
    />
  );
};
