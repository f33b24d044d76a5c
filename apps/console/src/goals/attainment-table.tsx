import { Link } from '@tanstack/react-router';
import hidden from '../parts/hidden.module.css';
import link from '../parts/link.module.css';
import { TimeText } from '../parts/time-text.js';
import styles from './attainment.module.css';
import { attainmentSentence, type AttainedByRun, reachedWords, shareOf } from './attainment-words.js';
import { percent } from './goal-words.js';

/** The same as the plot, run by run, each with the way to it. */
export const AttainmentTable = ({ runs }: { readonly runs: readonly AttainedByRun[] }) => (
  <div className={styles.scroll} tabIndex={0} role="region" aria-label="Attainment of each run">
    <table className={styles.table}>
      <caption className={hidden.hidden}>{attainmentSentence(runs)}</caption>
      <thead>
        <tr>
          <th scope="col">Started</th>
          <th scope="col">Campaign</th>
          <th scope="col">Goal</th>
          <th scope="col">Got it</th>
          <th scope="col">Attained</th>
          <th scope="col">Share</th>
          <th scope="col">Wanted</th>
          <th scope="col">Target</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => {
          const { runId, campaign, startedAt, judgedBy, pinned, attainment } = run;
          const share = shareOf(run);
          return (
            <tr key={runId}>
              <th scope="row">
                <TimeText instant={startedAt} as="compact" />
              </th>
              <td>
                <Link to="/runs/$runId/$tab" params={{ runId, tab: 'overview' }} className={link.link}>
                  <bdi>{campaign.name ?? campaign.id}</bdi>
                </Link>
              </td>
              <td>
                v{judgedBy}
                {judgedBy === pinned ? '' : ` (pinned v${pinned})`}
              </td>
              <td className={styles.number}>{attainment.accepted.toLocaleString()}</td>
              <td className={styles.number}>{attainment.attained?.toLocaleString() ?? '–'}</td>
              <td className={styles.number}>{share === null ? '–' : percent(share)}</td>
              <td className={styles.number}>{attainment.wanted?.toLocaleString() ?? '–'}</td>
              <td>{reachedWords(run)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </div>
);
