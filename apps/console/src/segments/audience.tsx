import { Link } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import link from '../parts/link.module.css';
import { EmptyState } from '../parts/states.js';
import styles from './audience.module.css';

/** How many pass now, and some of them. */
export const Audience = ({ audience }: { readonly audience: Schemas['SegmentAudience'] }) => (
  <>
    <p className={styles.count}>
      <strong>{audience.count.toLocaleString()}</strong> {audience.count === 1 ? 'contact passes' : 'contacts pass'} now
    </p>
    {audience.count === 0 ? (
      <EmptyState icon={UsersRound} title="Nobody passes">
        A run would have nobody to write to.
      </EmptyState>
    ) : audience.sample.length === 0 ? null : (
      <Sample contacts={audience.sample} />
    )}
  </>
);

const Sample = ({ contacts }: { readonly contacts: readonly Schemas['Contact'][] }) => (
  <table className={styles.table}>
    <caption className={styles.caption}>Some of them</caption>
    <thead>
      <tr>
        <th scope="col">Contact</th>
        <th scope="col">Address</th>
        <th scope="col">Time zone</th>
        <th scope="col">Tags</th>
      </tr>
    </thead>
    <tbody>
      {contacts.map(({ id, externalId, name, email, timeZone, tags }) => (
        <tr key={id}>
          <th scope="row">
            <Link to="/contacts/$externalId" params={{ externalId }} className={link.link}>
              <bdi>{name ?? externalId}</bdi>
            </Link>
          </th>
          <td>
            <bdi>{email ?? 'none'}</bdi>
          </td>
          <td>{timeZone ?? 'unknown'}</td>
          <td>{tags.join(', ')}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
