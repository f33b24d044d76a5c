import { Send } from 'lucide-react';
import { type SyntheticEvent, useId, useState } from 'react';
import { Button } from '../../parts/button.js';
import { Modal } from '../../parts/modal.js';
import dialog from '../../run/actions/command-dialog.module.css';
import { ProblemNote } from '../../run/actions/problem-note.js';
import type { Campaign } from '../campaign-queries.js';
import { Findings } from '../overview/findings.js';
import { listed } from './start-request.js';
import { useStartRun } from './use-start-run.js';

/** Sends what is published to addresses of one's own, written as for contacts. */
export const TestDialog = ({ campaign, onClose }: { readonly campaign: Campaign; onClose(): void }) => {
  const { id, version, definition } = campaign;
  const [addresses, setAddresses] = useState('');
  const [contacts, setContacts] = useState('');
  const form = useId();
  const sending = useStartRun(id, onClose);
  const to = listed(addresses);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (to.length === 0 || sending.isPending) return;
    sending.mutate({ at: null, follow: 'pinned', contacts: listed(contacts), reason: '', addresses: to });
  };
  return (
    <Modal
      open
      onOpenChange={(open) => open || sending.isPending || onClose()}
      title={`Test “${definition.name}”`}
      about={`Sends v${version}, as it is published, to these addresses and to nobody else. Nobody reviews it.`}
      actions={
        <>
          <Button onClick={onClose} disabled={sending.isPending}>
            Back
          </Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            icon={Send}
            disabled={sending.isPending}
            refusal={to.length === 0 ? 'Say first where it goes' : undefined}
          >
            {sending.isPending ? 'Sending…' : 'Send the test'}
          </Button>
        </>
      }
    >
      <form id={form} className={dialog.form} onSubmit={submit}>
        <section aria-label="Preflight">
          <Findings campaignId={id} test />
        </section>
        <label className={dialog.field}>
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
        <label className={dialog.field}>
          Written as for these contacts, by the ids your services know them by
          <textarea
            rows={2}
            value={contacts}
            placeholder="Empty: as for the first in the segment"
            spellCheck={false}
            onChange={({ target }) => setContacts(target.value)}
          />
        </label>
        {sending.isError ? <ProblemNote error={sending.error} /> : null}
      </form>
    </Modal>
  );
};
