import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CopyId } from '../parts/copy-id.js';
import { type Referred, referredQuery } from './campaign-queries.js';
import styles from './campaigns.module.css';

interface ReferredNameProps {
  readonly kind: Referred;
  readonly id: string | null;
}

/** Goal, segment or sender by its name; none is said too. */
export const ReferredName = ({ kind, id }: ReferredNameProps) =>
  id === null ? <span className={styles.missing}>none yet</span> : <Named kind={kind} id={id} />;

const Named = ({ kind, id }: { readonly kind: Referred; readonly id: string }) => {
  const { data, isError } = useQuery(referredQuery(kind, id));
  // Whoever may not read it still sees which one it is.
  if (data === undefined) return isError ? <CopyId id={id} of={kind} /> : <span className={styles.quiet}>…</span>;
  return (
    <span>
      <Link {...linkTo(kind, id)} className={styles.refers}>
        <bdi>{data.name}</bdi>
      </Link>
      {data.status === 'archived' ? <span className={styles.missing}> archived</span> : null}
    </span>
  );
};

const linkTo = (kind: Referred, id: string) => {
  if (kind === 'goal') return { to: '/goals/$goalId', params: { goalId: id } } as const;
  return kind === 'segment'
    ? ({ to: '/segments/$segmentId', params: { segmentId: id } } as const)
    : ({ to: '/senders/$senderId', params: { senderId: id } } as const);
};
