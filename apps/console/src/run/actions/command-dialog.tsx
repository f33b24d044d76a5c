import { useState } from 'react';
import type { Schemas } from '#client/client.js';
import { FormDialog } from '../../parts/form/form-dialog.js';
import { faultsOf } from '../../parts/form/problem-note.js';
import { type Start, startOf } from '../../parts/form/start-at-fields.js';
import { ReasonField } from '../../parts/form/words-field.js';
import { AgainFields, type Version } from './again-fields.js';
import { commandWords } from './command-words.js';
import { RescheduleFields } from './reschedule-fields.js';
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
  const command = (): RunCommand => {
    if (action === 'run-again') return { action, reason: reason.trim(), version };
    if (action === 'reschedule') return { action, reason: reason.trim(), startAt: start };
    return { action, reason: reason.trim() };
  };
  return (
    <FormDialog
      title={words.label}
      about={words.about(run)}
      action={sending.isError ? 'Try again' : words.send}
      acting={words.sending}
      icon={words.icon}
      danger={words.danger}
      sending={sending}
      onSend={() => sending.mutate(command(), { onSuccess: onClose })}
      onClose={onClose}
    >
      {action === 'reschedule' ? (
        <RescheduleFields run={run} start={start} onChange={setStart} faults={faultsOf(sending.error, '/startAt')} />
      ) : null}
      {action === 'run-again' ? <AgainFields run={run} version={version} onChange={setVersion} /> : null}
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
};
