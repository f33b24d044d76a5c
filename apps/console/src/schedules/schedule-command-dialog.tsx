import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SyntheticEvent, useId, useState } from 'react';
import { announce } from '../parts/announcer.js';
import { Button } from '../parts/button.js';
import { Modal } from '../parts/modal.js';
import { useToast } from '../parts/toasts.js';
import dialog from '../run/actions/command-dialog.module.css';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
import { ProblemNote } from '../run/actions/problem-note.js';
import { BackfillFields, type BackfillRange } from './backfill-fields.js';
import { type Asked, commandWords, type CommandWords, type ScheduleCommand, sendCommand } from './schedule-commands.js';
import { type Schedule, scheduleKey } from './schedules-queries.js';

interface ScheduleCommandDialogProps {
  readonly schedule: Schedule;
  readonly command: ScheduleCommand;
  onClose(): void;
}

/** Asks why, sends the command, and stays open with what was wrong when it is refused. */
export const ScheduleCommandDialog = ({ schedule, command, onClose }: ScheduleCommandDialogProps) => {
  const { label, icon, about, send, done, danger = false }: CommandWords = commandWords[command];
  const [reason, setReason] = useState('');
  /** Null: not counted, or nothing to start. */
  const [range, setRange] = useState<BackfillRange | null>(null);
  const keyOf = useIdempotencyKey();
  const client = useQueryClient();
  const say = useToast();
  const form = useId();
  const sending = useMutation({
    mutationFn: (asked: Asked) => sendCommand(schedule.id, command, asked, keyOf(asked)),
    onSuccess: async () => {
      say({
        kind: 'done',
        title: done,
        ...(command === 'trigger' || command === 'backfill'
          ? {
              detail: (
                <Link to="/runs" search={{ trigger: [`schedule:${schedule.id}`] }}>
                  Its runs
                </Link>
              ),
            }
          : {}),
      });
      announce(done);
      onClose();
      await Promise.all([
        client.invalidateQueries({ queryKey: scheduleKey(schedule.id) }),
        client.invalidateQueries({ queryKey: ['schedules'] }),
      ]);
    },
    // What may be done now has changed under us.
    onError: () => client.invalidateQueries({ queryKey: scheduleKey(schedule.id) }),
  });
  const needsReason = command === 'pause';
  const ready = (!needsReason || reason.trim() !== '') && (command !== 'backfill' || range !== null);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!ready || sending.isPending) return;
    sending.mutate({
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(range === null ? {} : { range: { from: range.from, to: range.to } }),
    });
  };
  return (
    <Modal
      open
      onOpenChange={(open) => open || sending.isPending || onClose()}
      title={label}
      about={about}
      actions={
        <>
          <Button onClick={onClose} disabled={sending.isPending}>
            Back
          </Button>
          <Button
            type="submit"
            form={form}
            look={danger ? 'danger' : 'primary'}
            icon={icon}
            disabled={sending.isPending || !ready}
          >
            {sending.isPending
              ? 'Asking…'
              : command === 'backfill' && range !== null
                ? `Start ${range.count.toLocaleString()} ${range.count === 1 ? 'run' : 'runs'}`
                : send}
          </Button>
        </>
      }
    >
      <form id={form} className={dialog.form} onSubmit={submit}>
        {command === 'backfill' ? <BackfillFields schedule={schedule} onChange={setRange} /> : null}
        <label className={dialog.field}>
          Reason
          <textarea
            rows={2}
            maxLength={500}
            required={needsReason}
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
