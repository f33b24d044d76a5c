import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Hand } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { NamedChoice } from '../choice/named-choice.js';
import { announce } from '../parts/announcer.js';
import { FormDialog } from '../parts/form/form-dialog.js';
import form from '../parts/form/form.module.css';
import { RadioChoice } from '../parts/form/radio-choice.js';
import { ReasonField } from '../parts/form/words-field.js';
import { useToast } from '../parts/toasts.js';
import { systemKey } from './system-queries.js';
import styles from './system.module.css';

const kinds = [
  { value: 'all', label: 'Everything' },
  { value: 'channel', label: 'One channel' },
  { value: 'sender', label: 'One sender' },
  { value: 'campaign', label: 'One campaign' },
  { value: 'run', label: 'One run' },
] as const;
type Kind = (typeof kinds)[number]['value'];

const channels = ['email', 'http', 'noop'].map((value) => ({ value, label: value }));
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
  return (
    <FormDialog
      title="Place a hold"
      about="No worker claims a further message of this until the hold is lifted. What is claimed already may still leave."
      action={kind === 'all' ? 'Hold everything' : 'Place the hold'}
      acting="Asking…"
      icon={Hand}
      danger
      sending={placing}
      onSend={() => placing.mutate()}
      onClose={onClose}
    >
      <RadioChoice legend="What" value={kind} choices={kinds} onChoose={choose} />
      {kind === 'channel' ? (
        <RadioChoice legend="Channel" value={channel} choices={channels} onChoose={setChannel} />
      ) : kind === 'all' ? null : (
        <>
          <div className={styles.scope} onKeyDown={ofSearch}>
            <NamedChoice key={kind} kind={kind} chosen={id.trim()} onChoose={setId} />
          </div>
          <label className={form.field}>
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
      <ReasonField
        value={reason}
        onChange={setReason}
        placeholder="Whoever finds everything standing still reads it"
        required
      />
    </FormDialog>
  );
};
