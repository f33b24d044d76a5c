import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Unread } from '../../parts/states.js';
import { TimeText } from '../../parts/time-text.js';
import lessons from '../../run/explain/explain-tab.module.css';
import { campaignLessonsQuery } from '../campaign-queries.js';
import styles from '../campaigns.module.css';

/** What was learnt of it, each with the run it was learnt from. */
export const CampaignLessons = ({ id }: { readonly id: string }) => {
  const read = useQuery(campaignLessonsQuery(id));
  const { data } = read;
  if (data === undefined) return <Unread of={read} lines={2} />;
  if (data.items.length === 0)
    return <p className={styles.quiet}>None yet. Lessons are recorded where a run is explained.</p>;
  return (
    <ul className={styles.list} aria-label="Lessons">
      {data.items.map(({ id: lesson, note, place, runId, campaign, recordedBy, recordedAt }) => (
        <li key={lesson} className={lessons.lesson}>
          <span>{note ?? 'Its words were erased.'}</span>
          <span className={lessons.quiet}>
            v{campaign.version}; belongs in the {place}; {recordedBy}, <TimeText instant={recordedAt} as="minutes" />;{' '}
            <Link to="/runs/$runId/$tab" params={{ runId, tab: 'explain' }} className={lessons.link}>
              its run
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
};
