import { CalendarClock, Play } from 'lucide-react';
import { type SyntheticEvent, useId, useState } from 'react';
import { Button } from '../../parts/button.js';
import { Modal } from '../../parts/modal.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import dialog from '../../run/actions/command-dialog.module.css';
import { faultsOf, ProblemNote } from '../../run/actions/problem-note.js';
import { startOf } from '../../run/actions/reschedule-fields.js';
import type { Campaign } from '../campaign-queries.js';
import { Findings } from '../overview/findings.js';
import { StartAtFields } from './start-at-fields.js';
import { listed } from './start-request.js';
import { useStartRun } from './use-start-run.js';

type When = 'now' | 'later';

const follows = {
  pinned: 'The versions of now',
  latest: 'What is newest when it starts',
} as const;

/** Starts a run of what is published, at once or at a time. */
export const StartDialog = ({ campaign, onClose }: { readonly campaign: Campaign; onClose(): void }) => {
  const { id, version, definition } = campaign;
  const [when, setWhen] = useState<When>('now');
  const [start, setStart] = useState(() => startOf(null));
  const [follow, setFollow] = useState<'pinned' | 'latest'>('pinned');
  const [contacts, setContacts] = useState('');
  const [reason, setReason] = useState('');
  const form = useId();
  const sending = useStartRun(id, onClose);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (sending.isPending) return;
    const at = when === 'now' ? null : start;
    sending.mutate({ at, follow, contacts: listed(contacts), reason: reason.trim(), addresses: null });
  };
  return (
    <Modal
      open
      onOpenChange={(open) => open || sending.isPending || onClose()}
      title={`Run “${definition.name}”`}
      about={`A run of v${version}, as it is published.`}
      actions={
        <>
          <Button onClick={onClose} disabled={sending.isPending}>
            Back
          </Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            icon={when === 'now' ? Play : CalendarClock}
            disabled={sending.isPending}
          >
            {sending.isPending ? 'Requesting…' : when === 'now' ? 'Start the run' : 'Schedule the run'}
          </Button>
        </>
      }
    >
      <form id={form} className={dialog.form} onSubmit={submit}>
        <section aria-label="Preflight">
          <Findings campaignId={id} />
        </section>
        <SegmentedChoice
          label="When"
          value={when}
          choices={[
            { value: 'now', label: 'At once' },
            { value: 'later', label: 'At a time' },
          ]}
          onChoose={(next: When) => setWhen(next)}
        />
        {when === 'later' ? (
          <>
            <StartAtFields start={start} onChange={setStart} faults={faultsOf(sending.error, '/startAt')} />
            <fieldset className={dialog.choices}>
              <legend>It uses</legend>
              {(['pinned', 'latest'] as const).map((value) => (
                <label key={value} className={dialog.choice}>
                  <input type="radio" name="follow" checked={follow === value} onChange={() => setFollow(value)} />
                  {follows[value]}
                </label>
              ))}
            </fieldset>
          </>
        ) : null}
        <label className={dialog.field}>
          Only these contacts, by the ids your services know them by
          <textarea
            rows={2}
            value={contacts}
            placeholder="Empty: everybody in the segment"
            spellCheck={false}
            onChange={({ target }) => setContacts(target.value)}
          />
        </label>
        <label className={dialog.field}>
          Reason
          <textarea
            rows={2}
            maxLength={500}
            value={reason}
            placeholder="Kept in the history, for whoever asks why"
            onChange={({ target }) => setReason(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
            }}
          />
        </label>
        {sending.isError ? <ProblemNote error={sending.error} /> : null}
      </form>
    </Modal>
  );
};
