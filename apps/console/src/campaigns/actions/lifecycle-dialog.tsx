import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { announce } from '../../parts/announcer.js';
import { FormDialog } from '../../parts/form/form-dialog.js';
import form from '../../parts/form/form.module.css';
import { ReasonField } from '../../parts/form/words-field.js';
import { useToast } from '../../parts/toasts.js';
import { useIdempotencyKey } from '../../run/actions/idempotency-key.js';
import { type Campaign, campaignKey } from '../campaign-queries.js';
import { type LifecycleAction, lifecycleWords, sendLifecycle } from './lifecycle.js';

interface LifecycleDialogProps {
  readonly campaign: Campaign;
  readonly action: LifecycleAction;
  onClose(): void;
}

/** Asks why, says what follows, and stays open with what was wrong when it is refused. */
export const LifecycleDialog = ({ campaign, action, onClose }: LifecycleDialogProps) => {
  const { id, definition } = campaign;
  const words = lifecycleWords[action];
  const [reason, setReason] = useState('');
  const [name, setName] = useState(`Copy of ${definition.name}`.slice(0, 200));
  const say = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const keyOf = useIdempotencyKey();
  const sending = useMutation({
    mutationFn: () => {
      const wanted = { reason: reason.trim(), name: name.trim() };
      return sendLifecycle(id, action, wanted, keyOf({ action, wanted }));
    },
    onSuccess: async (led) => {
      onClose();
      say({ kind: 'done', title: words.done });
      announce(words.done);
      await Promise.all([
        client.invalidateQueries({ queryKey: campaignKey(id) }),
        client.invalidateQueries({ queryKey: ['campaigns'] }),
      ]);
      if (led !== id) await navigate({ to: '/campaigns/$campaignId/$tab', params: { campaignId: led, tab: 'edit' } });
    },
    // What may be done now has changed under us.
    onError: () => client.invalidateQueries({ queryKey: campaignKey(id) }),
  });
  return (
    <FormDialog
      title={`${words.label} “${definition.name}”`}
      about={words.about}
      action={words.send}
      acting="Asking…"
      icon={words.icon}
      danger={words.danger}
      sending={sending}
      onSend={() => sending.mutate()}
      onClose={onClose}
    >
      {action === 'duplicate' ? (
        <label className={form.field}>
          Name of the copy
          <input value={name} maxLength={200} required onChange={({ target }) => setName(target.value)} />
        </label>
      ) : null}
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
};
