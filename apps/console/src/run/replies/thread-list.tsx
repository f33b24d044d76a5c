import { useShortcuts } from '../../frame/shortcuts.js';
import { TimeText } from '../../parts/time-text.js';
import styles from './replies-tab.module.css';
import { ReplyClassPill } from './reply-class.js';
import type { ReplyThread } from './threads.js';

interface ThreadListProps {
  readonly threads: readonly ReplyThread[];
  readonly chosen: string;
  onChoose(place: string): void;
}

export const ThreadList = ({ threads, chosen, onChoose }: ThreadListProps) => {
  const step = (by: number): void => {
    const next = threads[threads.findIndex(({ place }) => place === chosen) + by];
    if (next !== undefined) onChoose(next.place);
  };
  useShortcuts([
    { keys: 'j', label: 'Next thread', group: 'Replies', run: () => step(1) },
    { keys: 'k', label: 'Thread before', group: 'Replies', run: () => step(-1) },
  ]);
  return (
    <ul className={styles.threads} aria-label="Threads">
      {threads.map(({ place, replies }) => {
        const newest = replies.at(-1);
        return newest === undefined ? null : (
          <li key={place}>
            <button
              type="button"
              className={styles.thread}
              aria-pressed={place === chosen}
              onClick={() => onChoose(place)}
            >
              <span className={styles.from}>
                <bdi>{newest.contact?.name ?? newest.message?.from ?? 'Erased contact'}</bdi>
                {replies.length > 1 ? <span className={styles.many}>{replies.length}</span> : null}
              </span>
              <span className={styles.words}>
                <bdi>{newest.message?.text?.slice(0, 160) ?? 'Erased'}</bdi>
              </span>
              <ReplyClassPill kind={newest.class} />
            </button>
            <span className={styles.when}>
              <TimeText instant={newest.receivedAt} />
            </span>
          </li>
        );
      })}
    </ul>
  );
};
