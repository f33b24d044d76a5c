import { useQueryClient } from '@tanstack/react-query';
import { BadgeCheck, CircleX, Hourglass, MailQuestion, Send } from 'lucide-react';
import { useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { itemKey } from '../library/library-queries.js';
import { mayPublish } from '../library/may-publish.js';
import { Button } from '../parts/button.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import form from '../parts/form/form.module.css';
import { Panel } from '../parts/panel.js';
import { Pill } from '../parts/status-pill.js';
import type { StatusLook } from '../parts/statuses.js';
import { useToast } from '../parts/toasts.js';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
import styles from './senders.module.css';

type Sender = Schemas['Sender'];

/** How the newest test message went. */
const looks = {
  none: { label: 'Never tried', tone: 'warn', icon: MailQuestion },
  pending: { label: 'On its way', tone: 'busy', icon: Hourglass },
  accepted: { label: 'Accepted', tone: 'good', icon: BadgeCheck },
  refused: { label: 'Refused', tone: 'bad', icon: CircleX },
} satisfies Record<NonNullable<Sender['verification']>['result'] | 'none', StatusLook>;

/** Whether a test message of the current version came through, and sending one. */
export const SenderVerification = ({ sender }: { readonly sender: Sender }) => {
  const { verification, verified, version } = sender;
  return (
    <Panel title="Verification" note="by a test message of this version" actions={<VerifyButton sender={sender} />}>
      <p className={styles.line}>
        <Pill look={looks[verification?.result ?? 'none']} />
        {verification === null ? null : <span>Test message of v{verification.version}</span>}
      </p>
      <p className={styles.note}>
        {verified
          ? `v${version} may send.`
          : `v${version} has no test message that the provider took: campaigns with this sender do not start.`}
      </p>
    </Panel>
  );
};

const VerifyButton = ({ sender }: { readonly sender: Sender }) => {
  const { allowedActions } = sender;
  const [open, setOpen] = useState(false);
  const role = useSession()?.role;
  const allowance = allowedActions.find(({ action }) => action === 'verify');
  const refusal = mayPublish(role) ?? (allowance?.allowed === false ? allowance.because : undefined);
  return (
    <>
      <Button icon={Send} refusal={refusal} onClick={() => setOpen(true)}>
        Send a test message
      </Button>
      {open ? <VerifyDialog sender={sender} onOpenChange={setOpen} /> : null}
    </>
  );
};

interface VerifyDialogProps {
  readonly sender: Sender;
  onOpenChange(open: boolean): void;
}

/** Each time it is opened, its message is another one, also to the same address: its key ends with the dialog. */
const VerifyDialog = ({ sender: { id, definition }, onOpenChange }: VerifyDialogProps) => {
  const [to, setTo] = useState('');
  const say = useToast();
  const client = useQueryClient();
  const keyOf = useIdempotencyKey();
  const verify = async (): Promise<void> => {
    const body = { to: to.trim() };
    const params = { path: { id }, header: { Prefer: 'wait=5', 'Idempotency-Key': keyOf(body) } };
    await answered(api.POST('/v1/senders/{id}/verify', { params, body }));
    say({ kind: 'done', title: 'A test message is on its way', detail: `From ${definition.name}` });
    await client.invalidateQueries({ queryKey: itemKey('senders', id) });
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title="Send a test message"
      action="Send the test message"
      onConfirm={verify}
    >
      <div className={form.form}>
        <p>It is sent as the published version says. Once the provider has taken it, the sender is verified.</p>
        <label className={form.field}>
          To
          <input inputMode="email" value={to} onChange={({ target }) => setTo(target.value)} />
        </label>
      </div>
    </ConfirmDialog>
  );
};
