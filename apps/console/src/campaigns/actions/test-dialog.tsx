import { Send } from 'lucide-react';
import { useState } from 'react';
import { FormDialog } from '../../parts/form/form-dialog.js';
import form from '../../parts/form/form.module.css';
import type { Campaign } from '../campaign-queries.js';
import { Findings } from '../overview/findings.js';
import { listed } from './start-request.js';
import { useStartRun } from './use-start-run.js';

/** Sends what is published to addresses of one's own, written as for contacts. */
export const TestDialog = ({ campaign, onClose }: { readonly campaign: Campaign; onClose(): void }) => {
  const { id, version, definition } = campaign;
  const [addresses, setAddresses] = useState('');
  const [contacts, setContacts] = useState('');
  const sending = useStartRun(id, onClose);
  const to = listed(addresses);
  return (
    <FormDialog
      title={`Test “${definition.name}”`}
      about={`Sends v${version}, as it is published, to these addresses and to nobody else. Nobody reviews it.`}
      action="Send the test"
      acting="Sending…"
      icon={Send}
      refusal={to.length === 0 ? 'Say first where it goes' : undefined}
      sending={sending}
      onSend={() =>
        sending.mutate({ at: null, follow: 'pinned', contacts: listed(contacts), reason: '', addresses: to })
      }
      onClose={onClose}
    >
      <section aria-label="Preflight">
        <Findings campaignId={id} test />
      </section>
      <label className={form.field}>
        To these addresses
        <textarea
          rows={2}
          required
          value={addresses}
          placeholder="you@your-shop.example"
          spellCheck={false}
          onChange={({ target }) => setAddresses(target.value)}
        />
      </label>
      <label className={form.field}>
        Written as for these contacts, by the ids your services know them by
        <textarea
          rows={2}
          value={contacts}
          placeholder="Empty: as for the first in the segment"
          spellCheck={false}
          onChange={({ target }) => setContacts(target.value)}
        />
      </label>
    </FormDialog>
  );
};
