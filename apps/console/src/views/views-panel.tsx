import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BookmarkPlus, ListRestart, Pin, RefreshCw, Save, Settings2, Users } from 'lucide-react';
import { isStale } from '../api/is-stale.js';
import { Button } from '../parts/button.js';
import { ErrorState, Skeleton } from '../parts/states.js';
import { useToast } from '../parts/toasts.js';
import { StaleView } from './stale-view.js';
import type { ViewsDialog } from './views-menu.js';
import { changeView, type SavedView, type ViewPage, viewsKey, viewsQuery } from './views-queries.js';
import styles from './views.module.css';

interface ViewsPanelProps {
  readonly page: ViewPage;
  readonly opened: SavedView | undefined;
  /** What changes of it are made on. */
  readonly base: SavedView | undefined;
  /** Of the opened one, somebody has seen what it is now; undefined: as it is read. */
  onRead(view: SavedView | undefined): void;
  readonly changed: boolean;
  /** What is shown, as a view would keep it. */
  readonly kept: string;
  onOpen(view: SavedView): void;
  onAll(): void;
  onDialog(dialog: ViewsDialog): void;
}

/** Every view there is to open, and what can be done with what is shown. */
export const ViewsPanel = ({ page, opened, base, onRead, changed, kept, onOpen, onAll, onDialog }: ViewsPanelProps) => {
  const { data, error, refetch } = useQuery(viewsQuery(page));
  const client = useQueryClient();
  const say = useToast();
  const saving = useMutation({
    mutationFn: (view: SavedView) => changeView(view, { search: kept }),
    onSuccess: (view) => {
      say({ kind: 'done', title: `“${view.name}” is as it is shown now` });
      onRead(view);
      return client.invalidateQueries({ queryKey: viewsKey(page) });
    },
    onError: async (fault) => {
      if (isStale(fault)) {
        await client.invalidateQueries({ queryKey: viewsKey(page) });
        return onRead(undefined);
      }
      return say({ kind: 'failed', title: 'The view was not changed', detail: String(fault) });
    },
  });
  if (data === undefined)
    return error === null ? <Skeleton lines={3} /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.panel}>
      <ul className={styles.list} aria-label="Saved views">
        {data.items.map((view) => (
          <li key={view.id}>
            <button
              type="button"
              className={styles.view}
              aria-current={view.id === opened?.id ? 'true' : undefined}
              onClick={() => onOpen(view)}
            >
              {view.pinned ? <Pin size={13} aria-label="pinned" /> : <span className={styles.gap} />}
              <bdi className={styles.name}>{view.name}</bdi>
              <Notes view={view} />
            </button>
          </li>
        ))}
        {data.items.length === 0 ? <li className={styles.none}>None has been saved yet.</li> : null}
      </ul>
      {isStale(saving.error) && opened !== undefined ? (
        <StaleView>
          Look at it first, or put what is shown in its place.
          <Button icon={RefreshCw} onClick={() => onOpen(opened)}>
            Open it as it is now
          </Button>
        </StaleView>
      ) : null}
      <div className={styles.actions}>
        {base?.mine === true && changed ? (
          <Button look="primary" icon={Save} disabled={saving.isPending} onClick={() => saving.mutate(base)}>
            Keep the changes
          </Button>
        ) : null}
        <Button icon={BookmarkPlus} onClick={() => onDialog('save')}>
          Save what is shown…
        </Button>
        {data.items.length === 0 ? null : (
          <Button icon={Settings2} onClick={() => onDialog('manage')}>
            Manage…
          </Button>
        )}
        {kept === '' ? null : (
          <Button look="ghost" icon={ListRestart} onClick={onAll}>
            Show everything
          </Button>
        )}
      </div>
    </div>
  );
};

const Notes = ({ view: { shared, mine, owner, isDefault } }: { readonly view: SavedView }) => (
  <span className={styles.notes}>
    {isDefault ? 'opens first' : ''}
    {isDefault && shared ? ', ' : ''}
    {shared ? (
      <>
        <Users size={12} aria-hidden /> {mine ? 'shared' : <bdi>by {owner}</bdi>}
      </>
    ) : null}
  </span>
);
