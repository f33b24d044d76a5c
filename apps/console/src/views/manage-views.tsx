import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isStale } from '../api/is-stale.js';
import { useSession } from '../api/session.js';
import { Button } from '../parts/button.js';
import { Modal } from '../parts/modal.js';
import { ErrorState, Skeleton } from '../parts/states.js';
import { useShareRefusal } from './may-share.js';
import { StaleView } from './stale-view.js';
import {
  changeView,
  chooseView,
  deleteView,
  type SavedView,
  type ViewPage,
  viewsKey,
  viewsQuery,
} from './views-queries.js';
import styles from './views.module.css';

interface ManageViewsProps {
  readonly page: ViewPage;
  onClose(): void;
}

/** Every view with its name, whether it is shared, pinned and opened first. */
export const ManageViews = ({ page, onClose }: ManageViewsProps) => {
  const { data, error, refetch } = useQuery(viewsQuery(page));
  const client = useQueryClient();
  const changing = useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled: () => client.invalidateQueries({ queryKey: viewsKey(page) }),
  });
  return (
    <Modal
      open
      onOpenChange={(open) => open || onClose()}
      title="Saved views"
      about="Only its owner changes a view; pinning it and opening the list with it is everybody’s own choice."
      actions={<Button onClick={onClose}>Close</Button>}
      wide
    >
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={4} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <ul className={styles.managed} aria-label="Saved views">
          {data.items.map((view) => (
            <Managed key={view.id} page={page} view={view} onChange={changing.mutate} busy={changing.isPending} />
          ))}
          {data.items.length === 0 ? <li className={styles.none}>None is left.</li> : null}
        </ul>
      )}
      {changing.error === null ? null : isStale(changing.error) ? (
        <StaleView>It is shown as it is now: change it again if you still want to.</StaleView>
      ) : (
        <ErrorState error={changing.error} />
      )}
    </Modal>
  );
};

interface ManagedProps {
  readonly page: ViewPage;
  readonly view: SavedView;
  readonly busy: boolean;
  onChange(change: () => Promise<unknown>): void;
}

const Managed = ({ page, view, busy, onChange }: ManagedProps) => {
  const [name, setName] = useState(view.name);
  const [deleting, setDeleting] = useState(false);
  const refusal = useShareRefusal();
  const admin = useSession()?.role === 'admin';
  const mayDelete = view.mine || (admin && view.shared);
  const renamed = name.trim() !== '' && name.trim() !== view.name;
  return (
    <li className={styles.row}>
      {view.mine ? (
        <form
          className={styles.rename}
          onSubmit={(event) => {
            event.preventDefault();
            if (renamed) onChange(() => changeView(view, { name: name.trim() }));
          }}
        >
          <input
            aria-label={`Name of the view ${view.name}`}
            value={name}
            maxLength={80}
            onChange={({ target }) => setName(target.value)}
          />
          {renamed ? (
            <Button type="submit" disabled={busy}>
              Rename
            </Button>
          ) : null}
        </form>
      ) : (
        <span className={styles.name}>
          <bdi>{view.name}</bdi> <span className={styles.notes}>by {view.owner}</span>
        </span>
      )}
      <span className={styles.toggles}>
        {view.mine ? (
          <Button
            aria-pressed={view.shared}
            refusal={refusal}
            onClick={() => onChange(() => changeView(view, { shared: !view.shared }))}
          >
            Shared
          </Button>
        ) : null}
        <Button
          aria-pressed={view.pinned}
          onClick={() => onChange(() => chooseView(page, view, { pinned: !view.pinned }))}
        >
          Pinned
        </Button>
        <Button
          aria-pressed={view.isDefault}
          onClick={() => onChange(() => chooseView(page, view, { isDefault: !view.isDefault }))}
        >
          Opens first
        </Button>
        {!mayDelete ? null : deleting ? (
          <>
            <Button look="danger" onClick={() => onChange(() => deleteView(view))}>
              Delete for good
            </Button>
            <Button onClick={() => setDeleting(false)}>Keep</Button>
          </>
        ) : (
          <Button look="danger" aria-label={`Delete the view ${view.name}`} onClick={() => setDeleting(true)}>
            Delete
          </Button>
        )}
      </span>
    </li>
  );
};
