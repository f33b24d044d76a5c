import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { Button } from '../../parts/button.js';
import { EmptyState, Unread } from '../../parts/states.js';
import { communicationQuery, repliesQuery } from '../run-queries.js';
import type { TabProps } from '../run-page.js';
import styles from './replies-tab.module.css';
import { ThreadList } from './thread-list.js';
import { Thread } from './thread.js';
import { threadsOf } from './threads.js';

const route = getRouteApi('/frame/runs/$runId/$tab');

/** What was answered, thread by thread: the message that caused it, and every reply to it. */
const RepliesTab = ({ run, at }: TabProps) => {
  const { thread } = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$runId/$tab' });
  const replies = useInfiniteQuery(repliesQuery(run.id, { at }));
  if (replies.data === undefined) return <Unread of={replies} lines={6} />;
  const threads = threadsOf(replies.data.pages.flatMap(({ items }) => items));
  const first = threads[0];
  if (first === undefined)
    return (
      <EmptyState icon={MessagesSquare} title="Nobody has answered">
        Replies, bounces and absences appear here as they come in.
      </EmptyState>
    );
  const chosen = threads.find(({ place }) => place === thread) ?? first;
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        <ThreadList
          threads={threads}
          chosen={chosen.place}
          onChoose={(place) =>
            void navigate({
              to: '.',
              search: (before) => ({ ...before, thread: place }),
              replace: true,
              resetScroll: false,
            })
          }
        />
        {replies.hasNextPage ? (
          <Button onClick={() => void replies.fetchNextPage()} disabled={replies.isFetchingNextPage}>
            Show more
          </Button>
        ) : null}
      </div>
      <Conversation key={chosen.place} id={`${run.id}.${chosen.place}`} thread={chosen} past={at !== undefined} />
    </div>
  );
};

export default RepliesTab;

interface ConversationProps {
  readonly id: string;
  readonly thread: ReturnType<typeof threadsOf>[number];
  readonly past: boolean;
}

const Conversation = ({ id, thread, past }: ConversationProps) => {
  const original = useQuery(communicationQuery(id));
  return <Thread original={original.data ?? null} replies={thread.replies} past={past} />;
};
