import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import campaigns from '../campaigns/campaigns.module.css';
import { itemKey } from '../library/library-queries.js';
import { Unread } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import lessons from '../run/explain/explain-tab.module.css';

/** What was learnt from runs with this goal, each with the run it was learnt from. */
export const GoalLessons = ({ id }: { readonly id: string }) => {
  const read = useQuery({
    queryKey: [...itemKey('goals', id), 'lessons'],
    queryFn: ({ signal }) => answered(api.GET('/v1/lessons', { params: { query: { goal: id } }, signal })),
  });
  const { data } = read;
  if (data === undefined) return <Unread of={read} lines={2} />;
  if (data.items.length === 0)
    return <p className={campaigns.quiet}>None yet. Lessons are recorded where a run is explained.</p>;
  return (
    <>
      <ul className={campaigns.list} aria-label="Lessons">
        {data.items.map(({ id: lesson, note, place, runId, goal, recordedBy, recordedAt }) => (
          <li key={lesson} className={lessons.lesson}>
            <span>{note ?? 'Its words were erased.'}</span>
            <span className={lessons.quiet}>
              goal v{goal.version}; belongs in the {place}; {recordedBy}, <TimeText instant={recordedAt} as="minutes" />
              ;{' '}
              <Link to="/runs/$runId/$tab" params={{ runId, tab: 'explain' }} className={lessons.link}>
                its run
              </Link>
            </span>
          </li>
        ))}
      </ul>
      {data.next === null ? null : <p className={campaigns.quiet}>And older ones than these.</p>}
    </>
  );
};
