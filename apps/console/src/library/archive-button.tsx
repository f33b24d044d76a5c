import { useQueryClient } from '@tanstack/react-query';
import { Archive } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../api/session.js';
import { Button } from '../parts/button.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import form from '../parts/form/form.module.css';
import { ReasonField } from '../parts/form/words-field.js';
import { useToast } from '../parts/toasts.js';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
import { libraryCalls } from './library-calls.js';
import { type ItemOf, type LibraryKind, libraryWords } from './library-kinds.js';
import { mayPublish } from './may-publish.js';

interface ArchiveButtonProps<Kind extends LibraryKind> {
  readonly kind: Kind;
  readonly item: ItemOf<Kind>;
}

/** Takes it out of use for good; runs that pinned a version of it keep it. */
export const ArchiveButton = <Kind extends LibraryKind>({ kind, item }: ArchiveButtonProps<Kind>) => {
  const { one } = libraryWords[kind];
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const role = useSession()?.role;
  const say = useToast();
  const client = useQueryClient();
  const keyOf = useIdempotencyKey();
  const allowance = item.allowedActions.find(({ action }) => action === 'archive');
  const refusal = mayPublish(role) ?? (allowance?.allowed === false ? allowance.because : undefined);
  const archive = async (): Promise<void> => {
    const because = reason.trim();
    await libraryCalls[kind].archive(item.id, keyOf({ id: item.id, because }), because);
    say({ kind: 'done', title: `The ${one} is archived`, detail: item.definition.name });
    await client.invalidateQueries({ queryKey: ['library', kind] });
  };
  return (
    <>
      <Button icon={Archive} refusal={refusal} onClick={() => setOpen(true)}>
        Archive
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Archive “${item.definition.name}”`}
        action={`Archive the ${one}`}
        danger
        onConfirm={archive}
      >
        <div className={form.form}>
          <p>
            No campaign can be published with it again, and it never comes back. Runs that pinned a version keep that
            version.
          </p>
          <ReasonField value={reason} onChange={setReason} />
        </div>
      </ConfirmDialog>
    </>
  );
};
