import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { WithTimes } from '../../parts/with-times.js';
import styles from './explain-tab.module.css';

/** The first thing to read: what most likely made the difference, or that nothing did. */
export const Cause = ({
  explanation: { likelyCause, against, campaignId },
}: {
  readonly explanation: Schemas['Explanation'];
}) => (
  <section className={styles.cause} aria-label="The likely cause">
    <Search size={18} aria-hidden />
    {likelyCause === null ? (
      <p className={styles.sentence}>
        {against === null
          ? 'There is no other run of the campaign to compare with.'
          : 'Nothing that was checked differs from the other run.'}
      </p>
    ) : (
      <div>
        <p className={styles.sentence}>
          <WithTimes text={likelyCause.sentence} />
        </p>
        <p className={styles.where}>
          Most likely <strong>{likelyCause.factor}</strong>; the lesson belongs in the{' '}
          {likelyCause.place === 'campaign' ? (
            <Link to="/campaigns/$campaignId" params={{ campaignId }} className={styles.belongs}>
              campaign
            </Link>
          ) : (
            <strong>{likelyCause.place}</strong>
          )}
          .
        </p>
      </div>
    )}
  </section>
);
