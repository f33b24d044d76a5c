import type { Schemas } from '#client/client.js';
import { TimeText } from '../../parts/time-text.js';
import { ReplyClassPill } from '../replies/reply-class.js';
import styles from './communication-panel.module.css';

/** What was answered to a message. */
export const RepliesTo = ({ replies }: { readonly replies: readonly Schemas['ReplySummary'][] }) =>
  replies.length === 0 ? null : (
    <section className={styles.section} aria-labelledby="replies-to">
      <h3 id="replies-to" className={styles.heading}>
        Replies
      </h3>
      {replies.map(({ id, class: kind, receivedAt, message }) => (
        <article key={id} className={styles.reply}>
          <span className={styles.status}>
            <ReplyClassPill kind={kind} /> <TimeText instant={receivedAt} />
          </span>
          <strong>
            <bdi>{message?.subject ?? 'No subject'}</bdi>
          </strong>
          <pre className={styles.text} tabIndex={0} aria-label="Text of the reply">
            {message?.text ?? (message === null ? 'Erased' : '')}
          </pre>
        </article>
      ))}
    </section>
  );
