import { type SyntheticEvent, useId, useState } from 'react';
import type { Schemas } from '#client/client.js';
import { Button } from '../../parts/button.js';
import { Modal } from '../../parts/modal.js';
import { AgainFields, type Version } from './again-fields.js';
import styles from './command-dialog.module.css';
import { commandWords } from './command-words.js';
import { faultsOf, ProblemNote } from './problem-note.js';
import { RescheduleFields, type Start, startOf } from './reschedule-fields.js';
import type { CommandAction, RunCommand } from './run-commands.js';
import { useRunCommand } from './use-run-command.js';

interface CommandDialogProps {
  readonly run: Schemas['Run'];
  readonly action: CommandAction;
  onClose(): void;
}

/** Asks for what a command needs, sends it, and stays open with what was wrong when it is refused. */
export const CommandDialog = ({ run, action, onClose }: CommandDialogProps) => {
  const words = commandWords[action];
  const [reason, setReason] = useState('');
  const [version, setVersion] = useState<Version>('same');
  const [start, setStart] = useState<Start>(() => startOf(run.startAt));
  const sending = useRunCommand(run.id);
  const form = useId();
  const command = (): RunCommand => {
    if (action === 'run-again') return { action, reason: reason.trim(), version };
    if (action === 'reschedule') return { action, reason: reason.trim(), startAt: start };
    return { action, reason: reason.trim() };
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!sending.isPending) sending.mutate(command(), { onSuccess: onClose });
  };
  return (
    <Modal
      open
      onOpenChange={(open) => open || sending.isPending || onClose()}
      title={words.label}
      about={words.about(run)}
      actions={
        <>
          <Button onClick={onClose} disabled={sending.isPending}>
            Back
          </Button>
          <Button
            type="submit"
            form={form}
            look={words.danger === true ? 'danger' : 'primary'}
            icon={words.icon}
            disabled={sending.isPending}
          >
            {sending.isPending ? words.sending : sending.isError ? 'Try again' : words.send}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        {action === 'reschedule' ? (
          <RescheduleFields run={run} start={start} onChange={setStart} faults={faultsOf(sending.error, '/startAt')} />
        ) : null}
        {action === 'run-again' ? <AgainFields run={run} version={version} onChange={setVersion} /> : null}
        <label className={styles.field}>
          Reason
          <textarea
            rows={2}
            maxLength={500}
            value={reason}
            placeholder="Kept in the history, for whoever asks why"
            onChange={(event) => setReason(event.target.value)}
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
