import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { useZone } from '../frame/zone.js';
import { Button } from '../parts/button.js';
import { CopyButton } from '../parts/copy-button.js';
import { FormDialog } from '../parts/form/form-dialog.js';
import form from '../parts/form/form.module.css';
import { RadioChoice } from '../parts/form/radio-choice.js';
import { Modal } from '../parts/modal.js';
import { instantOf } from '../parts/wall-time.js';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
import { systemKey } from './system-queries.js';
import styles from './system.module.css';

type Role = Schemas['KeyBody']['role'];

const roles: Readonly<Record<Role, string>> = {
  viewer: 'looks at everything',
  operator: 'also acts on runs, holds and parked work',
  manager: 'also defines campaigns, schedules and contacts',
  admin: 'also makes keys',
  service: 'starts runs and brings in contacts, for programs',
};

const roleChoices = (Object.keys(roles) as Role[]).map((value) => ({
  value,
  label: (
    <span>
      {value} <span className={styles.quiet}>{roles[value]}</span>
    </span>
  ),
}));

/** Makes a key, and shows its secret this once. */
export const NewKey = ({ onClose }: { onClose(): void }) => {
  const { name: zone } = useZone();
  const [owner, setOwner] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [ends, setEnds] = useState('');
  const keyOf = useIdempotencyKey();
  const client = useQueryClient();
  const making = useMutation({
    mutationFn: () => {
      const body = { owner: owner.trim(), role, ...(ends === '' ? {} : { expiresAt: instantOf(ends, zone) ?? ends }) };
      return answered(api.POST('/v1/keys', { params: { header: { 'Idempotency-Key': keyOf(body) } }, body }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: systemKey }),
  });
  if (making.data !== undefined)
    return (
      <Modal
        open
        onOpenChange={(open) => open || onClose()}
        title={`The key of ${owner.trim()}`}
        about="Copy it now: it is shown this once, and kept nowhere."
        actions={
          <Button look="primary" onClick={onClose}>
            I have it
          </Button>
        }
      >
        {making.data.secret === null ? (
          <p>It was made before, and its secret was shown then. Revoke it and make another one.</p>
        ) : (
          <p className={styles.secret}>
            <code>{making.data.secret}</code>
            <CopyButton text={making.data.secret} label="Copy the key" />
          </p>
        )}
      </Modal>
    );
  return (
    <FormDialog
      title="New key"
      action="Make the key"
      acting="Making…"
      icon={KeyRound}
      sending={making}
      onSend={() => making.mutate()}
      onClose={onClose}
    >
      <label className={form.field}>
        Owner, one person or service
        <input required maxLength={100} value={owner} onChange={({ target }) => setOwner(target.value)} />
      </label>
      <RadioChoice legend="Role" value={role} choices={roleChoices} onChoose={setRole} />
      <label className={form.field}>
        Ends, {zone}; empty: when it is revoked
        <input type="datetime-local" value={ends} onChange={({ target }) => setEnds(target.value)} />
      </label>
    </FormDialog>
  );
};
