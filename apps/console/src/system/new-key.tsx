import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { type SyntheticEvent, useId, useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { useZone } from '../frame/zone.js';
import { Button } from '../parts/button.js';
import { CopyButton } from '../parts/copy-button.js';
import { Modal } from '../parts/modal.js';
import { instantOf } from '../parts/wall-time.js';
import dialog from '../run/actions/command-dialog.module.css';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
import { ProblemNote } from '../run/actions/problem-note.js';
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

/** Makes a key, and shows its secret this once. */
export const NewKey = ({ onClose }: { onClose(): void }) => {
  const { name: zone } = useZone();
  const [owner, setOwner] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [ends, setEnds] = useState('');
  const keyOf = useIdempotencyKey();
  const client = useQueryClient();
  const form = useId();
  const making = useMutation({
    mutationFn: () => {
      const body = { owner: owner.trim(), role, ...(ends === '' ? {} : { expiresAt: instantOf(ends, zone) ?? ends }) };
      return answered(api.POST('/v1/keys', { params: { header: { 'Idempotency-Key': keyOf(body) } }, body }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: systemKey }),
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!making.isPending) making.mutate();
  };
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
    <Modal
      open
      onOpenChange={(open) => open || making.isPending || onClose()}
      title="New key"
      actions={
        <>
          <Button onClick={onClose} disabled={making.isPending}>
            Back
          </Button>
          <Button type="submit" form={form} look="primary" icon={KeyRound} disabled={making.isPending}>
            {making.isPending ? 'Making…' : 'Make the key'}
          </Button>
        </>
      }
    >
      <form id={form} className={dialog.form} onSubmit={submit}>
        <label className={dialog.field}>
          Owner, one person or service
          <input required maxLength={100} value={owner} onChange={({ target }) => setOwner(target.value)} />
        </label>
        <fieldset className={dialog.choices}>
          <legend>Role</legend>
          {Object.entries(roles).map(([value, about]) => (
            <label key={value} className={dialog.choice}>
              <input type="radio" name="role" checked={role === value} onChange={() => setRole(value as Role)} />
              <span>
                {value} <span className={styles.quiet}>{about}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label className={dialog.field}>
          Ends, {zone}; empty: when it is revoked
          <input type="datetime-local" value={ends} onChange={({ target }) => setEnds(target.value)} />
        </label>
        {making.isError ? <ProblemNote error={making.error} /> : null}
      </form>
    </Modal>
  );
};
