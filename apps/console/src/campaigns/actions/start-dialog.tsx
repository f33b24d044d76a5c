import { CalendarClock, Play } from 'lucide-react';
import { useState } from 'react';
import { FormDialog } from '../../parts/form/form-dialog.js';
import form from '../../parts/form/form.module.css';
import { faultsOf } from '../../parts/form/problem-note.js';
import { RadioChoice } from '../../parts/form/radio-choice.js';
import { StartAtFields, startOf } from '../../parts/form/start-at-fields.js';
import { ReasonField } from '../../parts/form/words-field.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import type { Campaign } from '../campaign-queries.js';
import { Findings } from '../overview/findings.js';
import { listed } from './start-request.js';
import { useStartRun } from './use-start-run.js';

type When = 'now' | 'later';

const follows = [
  { value: 'pinned', label: 'The versions of now' },
  { value: 'latest', label: 'What is newest when it starts' },
] as const;

/** Starts a run of what is published, at once or at a time. */
export const StartDialog = ({ campaign, onClose }: { readonly campaign: Campaign; onClose(): void }) => {
  const { id, version, definition } = campaign;
  const [when, setWhen] = useState<When>('now');
  const [start, setStart] = useState(() => startOf(null));
  const [follow, setFollow] = useState<'pinned' | 'latest'>('pinned');
  const [contacts, setContacts] = useState('');
  const [reason, setReason] = useState('');
  const sending = useStartRun(id, onClose);
  const send = (): void => {
    const at = when === 'now' ? null : start;
    sending.mutate({ at, follow, contacts: listed(contacts), reason: reason.trim(), addresses: null });
  };
  return (
    <FormDialog
      title={`Run “${definition.name}”`}
      about={`A run of v${version}, as it is published.`}
      action={when === 'now' ? 'Start the run' : 'Schedule the run'}
      acting="Requesting…"
      icon={when === 'now' ? Play : CalendarClock}
      sending={sending}
      onSend={send}
      onClose={onClose}
    >
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
          <StartAtFields
            label="Starts at"
            start={start}
            onChange={setStart}
            faults={faultsOf(sending.error, '/startAt')}
          />
          <RadioChoice legend="It uses" value={follow} choices={follows} onChoose={setFollow} />
        </>
      ) : null}
      <label className={form.field}>
        Only these contacts, by the ids your services know them by
        <textarea
          rows={2}
          value={contacts}
          placeholder="Empty: everybody in the segment"
          spellCheck={false}
          onChange={({ target }) => setContacts(target.value)}
        />
      </label>
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
};
