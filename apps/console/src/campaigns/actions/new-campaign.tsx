import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { useSession } from '../../api/session.js';
import { Button } from '../../parts/button.js';
import { FormDialog } from '../../parts/form/form-dialog.js';
import form from '../../parts/form/form.module.css';
import { RadioChoice } from '../../parts/form/radio-choice.js';
import { useIdempotencyKey } from '../../run/actions/idempotency-key.js';
import { channelWords } from '../../runs/words.js';
import { roleRefusal } from './may.js';

type Channel = Schemas['ChannelKind'];
const channels = (Object.keys(channelWords) as Channel[]).map((value) => ({ value, label: channelWords[value] }));

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
  return (
    <FormDialog
      title="New campaign"
      about="It starts as a draft: nothing runs until it is activated."
      action="Define it"
      acting="Defining…"
      icon={Plus}
      refusal={name.trim() === '' ? 'Name it first' : undefined}
      sending={defining}
      onSend={() => defining.mutate()}
      onClose={onClose}
    >
      <label className={form.field}>
        Name
        <input value={name} maxLength={200} required onChange={({ target }) => setName(target.value)} />
      </label>
      <RadioChoice legend="Channel" value={channel} choices={channels} onChoose={setChannel} />
    </FormDialog>
  );
};
