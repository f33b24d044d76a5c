import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type SyntheticEvent, useId, useState } from 'react';
import { announce } from '../../parts/announcer.js';
import { Button } from '../../parts/button.js';
import { Modal } from '../../parts/modal.js';
import { useToast } from '../../parts/toasts.js';
import dialog from '../../run/actions/command-dialog.module.css';
import { useIdempotencyKey } from '../../run/actions/idempotency-key.js';
import { ProblemNote } from '../../run/actions/problem-note.js';
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
  const form = useId();
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
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!sending.isPending) sending.mutate();
  };
  return (
    <Modal
      open
      onOpenChange={(open) => open || sending.isPending || onClose()}
      title={`${words.label} “${definition.name}”`}
      about={words.about}
      actions={
        <>
          <Button onClick={onClose} disabled={sending.isPending}>
            Back
          </Button>
          <Button
            type="submit"
            form={form}
            look={words.danger === true ? 'danger' : 'primary'}
            icon={words.icon}
            disabled={sending.isPending}
          >
            {sending.isPending ? 'Asking…' : words.send}
          </Button>
        </>
      }
    >
      <form id={form} className={dialog.form} onSubmit={submit}>
        {action === 'duplicate' ? (
          <label className={dialog.field}>
            Name of the copy
            <input value={name} maxLength={200} required onChange={({ target }) => setName(target.value)} />
          </label>
        ) : null}
        <label className={dialog.field}>
          Reason
          <textarea
            rows={2}
            maxLength={500}
            value={reason}
            placeholder="Kept in the history, for whoever asks why"
            onChange={({ target }) => setReason(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
            }}
          />
        </label>
        {sending.isError ? <ProblemNote error={sending.error} /> : null}
      </form>
    </Modal>
  );
};
