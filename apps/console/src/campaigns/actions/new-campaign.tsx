import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type SyntheticEvent, useId, useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { useSession } from '../../api/session.js';
import { Button } from '../../parts/button.js';
import { Modal } from '../../parts/modal.js';
import dialog from '../../run/actions/command-dialog.module.css';
import { useIdempotencyKey } from '../../run/actions/idempotency-key.js';
import { ProblemNote } from '../../run/actions/problem-note.js';
import { channelWords } from '../../runs/words.js';
import { roleRefusal } from './may.js';

type Channel = Schemas['ChannelKind'];
const channels = Object.keys(channelWords) as Channel[];

/** Defines a campaign with a name and a channel; everything else is written in its editor. */
export const NewCampaign = () => {
  const [open, setOpen] = useState(false);
  const role = useSession()?.role;
  return (
    <>
      <Button look="primary" icon={Plus} refusal={roleRefusal(role, 'manager')} onClick={() => setOpen(true)}>
        New campaign
      </Button>
      {open ? <NewCampaignDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
};

const NewCampaignDialog = ({ onClose }: { onClose(): void }) => {
  const [name, setName] = useState('');
  const [channel, setChannel] = useState<Channel>('email');
  const form = useId();
  const navigate = useNavigate();
  const client = useQueryClient();
  const keyOf = useIdempotencyKey();
  const defining = useMutation({
    mutationFn: () => {
      const choices = { responseBehaviour: 'record', onUnknown: 'never-resend' } as const;
      const body = { name: name.trim(), channel, ...choices, summary: 'Begun' };
      const header = { Prefer: 'wait=5', 'Idempotency-Key': keyOf(body) };
      return answered(api.POST('/v1/campaigns', { params: { header }, body }));
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['campaigns'] });
      await navigate({ to: '/campaigns/$campaignId/$tab', params: { campaignId: id, tab: 'edit' } });
    },
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && !defining.isPending) defining.mutate();
  };
  return (
    <Modal
      open
      onOpenChange={(next) => next || defining.isPending || onClose()}
      title="New campaign"
      about="It starts as a draft: nothing runs until it is activated."
      actions={
        <>
          <Button onClick={onClose} disabled={defining.isPending}>
            Back
          </Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            icon={Plus}
            disabled={defining.isPending}
            refusal={name.trim() === '' ? 'Name it first' : undefined}
          >
            {defining.isPending ? 'Defining…' : 'Define it'}
          </Button>
        </>
      }
    >
      <form id={form} className={dialog.form} onSubmit={submit}>
        <label className={dialog.field}>
          Name
          <input value={name} maxLength={200} required onChange={({ target }) => setName(target.value)} />
        </label>
        <fieldset className={dialog.choices}>
          <legend>Channel</legend>
          {channels.map((each) => (
            <label key={each} className={dialog.choice}>
              <input type="radio" name="channel" checked={channel === each} onChange={() => setChannel(each)} />
              {channelWords[each]}
            </label>
          ))}
        </fieldset>
        {defining.isError ? <ProblemNote error={defining.error} /> : null}
      </form>
    </Modal>
  );
};
