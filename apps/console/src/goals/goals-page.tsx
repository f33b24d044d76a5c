import { getRouteApi } from '@tanstack/react-router';
import { LibraryList } from '../library/library-list.js';
import { measureWords, targetWords } from './goal-words.js';

const route = getRouteApi('/frame/goals');

/** Every goal by its name. */
export const GoalsPage = () => {
  const navigate = route.useNavigate();
  return (
    <LibraryList
      kind="goals"
      search={route.useSearch()}
      onChange={(search) => void navigate({ search })}
      columns={[
        { id: 'measure', label: 'Measured by', cell: ({ definition }) => measureWords(definition.measure) },
        { id: 'target', label: 'Target', cell: ({ definition }) => targetWords(definition.target) },
      ]}
      aboutOf={({ definition }) => <span>{measureWords(definition.measure)}</span>}
    />
  );
};
