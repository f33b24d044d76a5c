import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmDialog } from '../../parts/confirm-dialog.js';
import { WordsField } from '../../parts/form/words-field.js';
import { useToast } from '../../parts/toasts.js';
import { useIdempotencyKey } from '../actions/idempotency-key.js';
import { runKey } from '../run-queries.js';
import { settle, type Settlement } from './settle.js';

interface SettleDialogProps {
  readonly runId: string;
  readonly ids: readonly string[];
  readonly settlement: Settlement;
  onClose(): void;
}

const words = {
  'was-sent': { title: 'It was sent', about: 'counts as accepted from now on.', action: 'Settle as sent' },
  'was-not-sent': { title: 'It was not sent', about: 'counts as refused from now on.', action: 'Settle as not sent' },
  resend: {
    title: 'Send again',
    about: 'goes out in a new run, and counts as not sent here. Who had got it gets it twice.',
    action: 'Send again',
  },
} as const satisfies Record<Settlement, object>;

export const SettleDialog = ({ runId, ids, settlement, onClose }: SettleDialogProps) => {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const say = useToast();
  const keyOf = useIdempotencyKey();
  const { title, about, action } = words[settlement];
  const confirm = async (): Promise<void> => {
    const asked = { runId, ids, settlement, reason: reason.trim() };
    const { done, refused, run } = await settle({ ...asked, key: keyOf(asked) });
    say({
      kind: refused.length === 0 ? 'done' : 'failed',
      title: `${done} of ${ids.length} settled`,
      detail:
        run === null ? (
          refused.map(({ detail }) => detail).join('; ')
        ) : (
          <Link to="/runs/$runId/$tab" params={{ runId: run, tab: 'overview' }}>
            Open the new run
          </Link>
        ),
    });
    await client.invalidateQueries({ queryKey: runKey(runId) });
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={title}
      action={ids.length === 1 ? action : `${action}: ${ids.length}`}
      danger={settlement === 'resend'}
      onConfirm={confirm}
    >
      <p>
        {ids.length === 1 ? 'This message' : `Each of ${ids.length} messages`} {about}
      </p>
      <WordsField label="How you know" value={reason} onChange={setReason} required />
    </ConfirmDialog>
  );
};
