import { Link } from '@tanstack/react-router';
import link from '../parts/link.module.css';

const mostShown = 10;

/** Runs by their ids, each once; of many the first. */
export const RunLinks = ({ ids }: { readonly ids: readonly string[] }) => {
  const all = [...new Set(ids)];
  return (
    <>
      {all.slice(0, mostShown).map((runId) => (
        <span key={runId}>
          <Link to="/runs/$runId/$tab" params={{ runId, tab: 'overview' }} className={`${link.link} ${link.strong}`}>
            <code>{runId.slice(0, 8)}</code>
          </Link>{' '}
        </span>
      ))}
      {all.length > mostShown ? `and ${all.length - mostShown} more` : ''}
    </>
  );
};
