import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CirclePlay, Hand } from 'lucide-react';
import { useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { viewerRefusal } from '../api/viewer-refusal.js';
import { itemKey } from '../library/library-queries.js';
import { Button } from '../parts/button.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import form from '../parts/form/form.module.css';
import { ReasonField } from '../parts/form/words-field.js';
import { Panel } from '../parts/panel.js';
import { Unread } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { useToast } from '../parts/toasts.js';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
import { channelWords } from '../runs/words.js';
import styles from './senders.module.css';

type Sender = Schemas['Sender'];

/** What stops this sender's messages now, and stopping them or letting them go. */
export const SenderHolds = ({ sender }: { readonly sender: Sender }) => {
  const { id, definition } = sender;
  const read = useQuery({
    queryKey: [...itemKey('senders', id), 'holds'],
    queryFn: ({ signal }) => answered(api.GET('/v1/holds', { signal })),
  });
  const { data } = read;
  const own = `sender:${id}`;
  const words: Readonly<Record<string, string>> = {
    all: 'Everything is on hold',
    [`channel:${definition.channel}`]: `The channel ${channelWords[definition.channel]} is on hold`,
    [own]: 'This sender is on hold',
  };
  const inForce = (data?.items ?? []).filter(({ scope }) => scope in words);
  const held = inForce.some(({ scope }) => scope === own);
  return (
    <Panel
      title="Holds"
      note="while one is in force, no message of it is claimed"
      actions={data === undefined ? null : <HoldButton key={String(held)} sender={sender} held={held} />}
    >
      {data === undefined ? (
        <Unread of={read} lines={2} />
      ) : inForce.length === 0 ? (
        <p className={styles.note}>Nothing stops its messages.</p>
      ) : (
        <ul className={styles.holds} aria-label="Holds in force">
          {inForce.map(({ scope, since, actor, reason }) => (
            <li key={scope}>
              <strong>{words[scope]}</strong>
              <span className={styles.note}>
                since <TimeText instant={since} as="minutes" /> by {actor}
                {reason === null ? '' : `: ${reason}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
};

const HoldButton = ({ sender, held }: { readonly sender: Sender; readonly held: boolean }) => {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const role = useSession()?.role;
  const say = useToast();
  const client = useQueryClient();
  const keyOf = useIdempotencyKey();
  const refusal = viewerRefusal(role);
  const send = async (): Promise<void> => {
    const [scope, why] = [`sender:${sender.id}`, reason.trim()];
    const params = { header: { Prefer: 'wait=5', 'Idempotency-Key': keyOf({ held, why }) } };
    // Whoever stops something says why; letting it go needs no words.
    await answered(
      held
        ? api.POST('/v1/holds/lift', { params, body: { scope, ...(why === '' ? {} : { reason: why }) } })
        : api.POST('/v1/holds', { params, body: { scope, reason: why } }),
    );
    say({
      kind: 'done',
      title: held ? 'Its messages may leave again' : 'The sender is on hold',
      detail: sender.definition.name,
    });
    await client.invalidateQueries({ queryKey: itemKey('senders', sender.id) });
  };
  return (
    <>
      <Button
        icon={held ? CirclePlay : Hand}
        look={held ? 'plain' : 'danger'}
        refusal={refusal}
        onClick={() => setOpen(true)}
      >
        {held ? 'Lift the hold' : 'Put on hold'}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={held ? 'Lift the hold' : 'Put the sender on hold'}
        action={held ? 'Lift the hold' : 'Put on hold'}
        danger={!held}
        onConfirm={send}
      >
        <div className={form.form}>
          <p>
            {held
              ? 'Messages that waited for it leave as their runs and limits let them.'
              : 'No further message of any run leaves through it. What is claimed already may still leave.'}
          </p>
          <ReasonField
            value={reason}
            onChange={setReason}
            placeholder="Read by whoever finds everything standing still"
          />
        </div>
      </ConfirmDialog>
    </>
  );
};
