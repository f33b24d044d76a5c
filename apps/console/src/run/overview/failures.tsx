import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import hidden from '../../parts/hidden.module.css';
import link from '../../parts/link.module.css';
import { Panel } from '../../parts/panel.js';
import { Unread } from '../../parts/states.js';
import { CommunicationStatusPill } from '../../parts/status-pill.js';
import { count } from '../header/run-sentence.js';
import { failuresQuery } from '../run-queries.js';
import { failureGroups } from './failure-groups.js';
import styles from './failures.module.css';

interface FailuresProps {
  readonly run: Schemas['Run'];
  readonly at: number | undefined;
}

/** Everybody who did not get the message, grouped by why. */
export const Failures = ({ run, at }: FailuresProps) => {
  const failures = useQuery(failuresQuery(run.id, { at }));
  if (failures.data === undefined)
    return (
      <Panel title="Failures and skips">
        <Unread of={failures} lines={2} />
      </Panel>
    );
  const groups = failureGroups(failures.data.items);
  return (
    <Panel
      title="Failures and skips"
      note={failures.data.next === null ? undefined : `of the first ${count(failures.data.items.length)}`}
      flush
    >
      {groups.length === 0 && run.ledger.audience === 0 ? (
        <p className={styles.none}>Nobody was to get a message so far.</p>
      ) : groups.length === 0 ? (
        <p className={styles.none}>
          <CircleCheck size={15} aria-hidden /> Nobody was refused, skipped or is of unknown fate.
        </p>
      ) : (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Failures and skips by reason">
          <table className={styles.table}>
            <caption className={hidden.hidden}>Failures and skips, grouped by reason</caption>
            <thead>
              <tr>
                <th scope="col">Status</th>
                <th scope="col">Reason</th>
                <th scope="col" className={styles.number}>
                  Recipients
                </th>
                <th scope="col">For example</th>
              </tr>
            </thead>
            <tbody>
              {groups.map(({ status, reason, count: amount, example }) => (
                <tr key={`${status} ${reason}`}>
                  <td>
                    <CommunicationStatusPill status={status} />
                  </td>
                  <th scope="row" className={styles.reason}>
                    {reason}
                  </th>
                  <td className={styles.number}>{count(amount)}</td>
                  <td>
                    <Link
                      to="/runs/$runId/$tab"
                      params={{ runId: run.id, tab: 'communications' }}
                      search={{
                        ...(at === undefined ? {} : { at }),
                        status: [status],
                        open: `${example.batch}.${example.index}`,
                      }}
                      className={link.link}
                    >
                      <bdi>{example.contact.name ?? example.contact.externalId ?? 'an erased contact'}</bdi>
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
};
