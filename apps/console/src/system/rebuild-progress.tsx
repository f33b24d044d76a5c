import { TimeText } from '../parts/time-text.js';
import { shareOf } from './rebuild-share.js';
import type { Projection } from './system-queries.js';
import styles from './system.module.css';

export const RebuildProgress = ({ projection }: { readonly projection: Projection }) => {
  const { name, rebuilding, rebuildRequestedAt, rebuiltAt } = projection;
  if (rebuilding !== null) {
    const share = shareOf(projection);
    return (
      <span className={styles.progress}>
        <progress aria-label={`Rebuild of ${name}`} {...(share === null ? {} : { value: share })} />
        <span>{rebuilding.events.toLocaleString()} events</span>
      </span>
    );
  }
  if (rebuildRequestedAt !== null)
    return (
      <span>
        asked for <TimeText instant={rebuildRequestedAt} as="relative" />
      </span>
    );
  return rebuiltAt === null ? <span className={styles.quiet}>never</span> : <TimeText instant={rebuiltAt} />;
};
