import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import form from '../parts/form/form.module.css';
import { ReasonField } from '../parts/form/words-field.js';
import { systemKey } from './system-queries.js';

interface AskReasonProps {
  readonly title: string;
  /** What will happen, and what will not. */
  readonly children: ReactNode;
  readonly action: string;
  readonly danger?: boolean;
  /** Absent from the request when nothing was written. */
  onConfirm(said: { readonly reason?: string }): Promise<void>;
  onClose(): void;
}

/** Asks before an operator's command, with room for why. What the page shows is read again after it. */
export const AskReason = ({ title, children, action, danger = false, onConfirm, onClose }: AskReasonProps) => {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={title}
      action={action}
      danger={danger}
      onConfirm={async () => {
        await onConfirm(reason.trim() === '' ? {} : { reason: reason.trim() });
        await client.invalidateQueries({ queryKey: systemKey });
      }}
    >
      <div className={form.form}>
        <p>{children}</p>
        <ReasonField value={reason} onChange={setReason} placeholder="For whoever asks why" />
      </div>
    </ConfirmDialog>
  );
};
