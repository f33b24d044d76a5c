import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import form from '../parts/form/form.module.css';
import { useToast } from '../parts/toasts.js';
import { useShareRefusal } from './may-share.js';
import { addView, chooseView, type SavedView, type ViewPage, viewsKey } from './views-queries.js';
import styles from './views.module.css';

interface SaveViewProps {
  readonly page: ViewPage;
  readonly kept: string;
  onSaved(view: SavedView, replace: boolean): void;
  onClose(): void;
}

/** Keeps what is shown under a name. */
export const SaveView = ({ page, kept, onSaved, onClose }: SaveViewProps) => {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [isDefault, setIsDefault] = useState(false);
  const refusal = useShareRefusal();
  const client = useQueryClient();
  const say = useToast();
  const save = async (): Promise<void> => {
    const added = await addView({ page, name: name.trim(), search: kept, shared });
    const view = isDefault ? await chooseView(page, added, { isDefault }) : added;
    await client.invalidateQueries({ queryKey: viewsKey(page) });
    say({
      kind: 'done',
      title: `“${view.name}” is saved`,
      detail: shared ? 'Everybody sees it.' : 'You alone see it.',
    });
    onSaved(view, true);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Save what is shown"
      action="Save"
      onConfirm={save}
    >
      <div className={form.form}>
        <p>Filters, order and columns, as the address has them. Times like “last 24 hours” go on moving.</p>
        <label className={form.field}>
          Name
          <input value={name} maxLength={80} required onChange={({ target }) => setName(target.value)} />
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={shared}
            disabled={refusal !== undefined}
            onChange={({ target }) => setShared(target.checked)}
          />
          Share it with everybody
          {refusal === undefined ? null : <span className={styles.notes}>{refusal}</span>}
        </label>
        <label className={styles.check}>
          <input type="checkbox" checked={isDefault} onChange={({ target }) => setIsDefault(target.checked)} />
          Open the list with it, for me
        </label>
      </div>
    </ConfirmDialog>
  );
};
