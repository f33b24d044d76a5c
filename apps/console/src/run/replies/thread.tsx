import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import { TimeText } from '../../parts/time-text.js';
import { Message } from '../communications/message.js';
import { Classify } from './classify.js';
import styles from './replies-tab.module.css';
import { ReplyClassPill } from './reply-class.js';

interface ThreadProps {
  /** Null while it is read, and for replies to nothing that is known. */
  readonly original: Schemas['Communication'] | null;
  readonly replies: readonly Schemas['ReplySummary'][];
  readonly past: boolean;
}

/** The message, and under it what was answered. */
export const Thread = ({ original, replies, past }: ThreadProps) => (
  <section className={styles.conversation} aria-label="Conversation">
    {original === null ? null : (
      <article className={styles.sent} aria-label="The message that was sent">
        <p className={styles.line}>
          <strong>Sent</strong>
          {original.acceptedAt === null ? null : <TimeText instant={original.acceptedAt} as="minutes" />}
          <Link
            to="/runs/$runId/$tab"
            params={{ runId: original.runId, tab: 'communications' }}
            search={{ open: `${original.batch}.${original.index}` }}
            className={styles.link}
          >
            What it was made of
          </Link>
        </p>
        <Message communication={original} />
      </article>
    )}
    {replies.map((reply) => (
      <article key={reply.id} className={styles.received} aria-label="A reply">
        <p className={styles.line}>
          <strong>
            <bdi>{reply.message?.from ?? 'Erased'}</bdi>
          </strong>
          <TimeText instant={reply.receivedAt} as="minutes" />
          <ReplyClassPill kind={reply.class} />
          {reply.bounceStatus === null ? null : <code>{reply.bounceStatus}</code>}
        </p>
        <p className={styles.subject}>{reply.message?.subject ?? 'No subject'}</p>
        <pre className={styles.text} tabIndex={0} aria-label="Text of the reply">
          {reply.message === null ? 'The contact was erased.' : (reply.message.text ?? '')}
        </pre>
        <p className={styles.line}>
          <span className={styles.quiet}>
            {reply.rule === null ? 'Not classified yet' : `Classified by: ${reply.rule}`}
            {reply.match === null ? '' : `; found by ${reply.match.method}, ${reply.match.confidence}`}
          </span>
          {past ? null : <Classify reply={reply} />}
        </p>
      </article>
    ))}
  </section>
);
