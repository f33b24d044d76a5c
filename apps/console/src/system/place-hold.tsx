import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Hand } from 'lucide-react';
import { type KeyboardEvent, type SyntheticEvent, useId, useState } from 'react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { NamedChoice } from '../choice/named-choice.js';
import { announce } from '../parts/announcer.js';
import { Button } from '../parts/button.js';
import { Modal } from '../parts/modal.js';
import { useToast } from '../parts/toasts.js';
import dialog from '../run/actions/command-dialog.module.css';
import { ProblemNote } from '../run/actions/problem-note.js';
import { systemKey } from './system-queries.js';
import styles from './system.module.css';

const kinds = {
  all: 'Everything',
  channel: 'One channel',
  sender: 'One sender',
  campaign: 'One campaign',
  run: 'One run',
} as const;
type Kind = keyof typeof kinds;

const channels = ['email', 'http', 'noop'] as const;
const wait = 'wait=5';

/** Enter in a search finds; it does not send the form around it. */
const ofSearch = (event: KeyboardEvent): void => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
};

/** Stops claims of a scope, with the reason that whoever finds everything standing still will read. */
export const PlaceHold = ({ onClose }: { onClose(): void }) => {
  const [kind, setKind] = useState<Kind>('all');
  const [id, setId] = useState('');
  const [channel, setChannel] = useState<string>('email');
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const say = useToast();
  const form = useId();
  const scope = kind === 'all' ? 'all' : `${kind}:${kind === 'channel' ? channel : id.trim()}`;
  const placing = useMutation({
    mutationFn: () =>
      answered(api.POST('/v1/holds', { params: { header: { Prefer: wait } }, body: { scope, reason: reason.trim() } })),
    onSuccess: async () => {
      say({ kind: 'done', title: 'The hold is in force' });
      announce('The hold is in force');
      onClose();
      await client.invalidateQueries({ queryKey: systemKey });
    },
  });
  const choose = (next: Kind): void => {
    setKind(next);
    setId('');
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!placing.isPending) placing.mutate();
  };
  return (
    <Modal
      open
      onOpenChange={(open) => open || placing.isPending || onClose()}
      title="Place a hold"
      about="No worker claims a further message of this until the hold is lifted. What is claimed already may still leave."
      actions={
        <>
          <Button onClick={onClose} disabled={placing.isPending}>
            Back
          </Button>
          <Button type="submit" form={form} look="danger" icon={Hand} disabled={placing.isPending}>
            {placing.isPending ? 'Asking…' : kind === 'all' ? 'Hold everything' : 'Place the hold'}
          </Button>
        </>
      }
    >
      <form id={form} className={dialog.form} onSubmit={submit}>
        <fieldset className={dialog.choices}>
          <legend>What</legend>
          {Object.entries(kinds).map(([value, label]) => (
            <label key={value} className={dialog.choice}>
              <input type="radio" name="kind" checked={kind === value} onChange={() => choose(value as Kind)} />
              {label}
            </label>
          ))}
        </fieldset>
        {kind === 'channel' ? (
          <fieldset className={dialog.choices}>
            <legend>Channel</legend>
            {channels.map((value) => (
              <label key={value} className={dialog.choice}>
                <input type="radio" name="channel" checked={channel === value} onChange={() => setChannel(value)} />
                {value}
              </label>
            ))}
          </fieldset>
        ) : kind === 'all' ? null : (
          <>
            <div className={styles.scope} onKeyDown={ofSearch}>
              <NamedChoice key={kind} kind={kind} chosen={id.trim()} onChoose={setId} />
            </div>
            <label className={dialog.field}>
              Id of the {kind}
              <input
                required
                spellCheck={false}
                value={id}
                placeholder="Chosen above, or typed"
                onChange={({ target }) => setId(target.value)}
              />
            </label>
          </>
        )}
        <label className={dialog.field}>
          Reason
          <textarea
            rows={2}
            required
            maxLength={500}
            value={reason}
            placeholder="Whoever finds everything standing still reads it"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        {placing.isError ? <ProblemNote error={placing.error} /> : null}
      </form>
    </Modal>
  );
};
