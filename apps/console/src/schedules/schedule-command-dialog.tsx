import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { announce } from '../parts/announcer.js';
import { FormDialog } from '../parts/form/form-dialog.js';
import { ReasonField } from '../parts/form/words-field.js';
import { useToast } from '../parts/toasts.js';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
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
  const { label, icon, about, send, done, danger }: CommandWords = commandWords[command];
  const [reason, setReason] = useState('');
  /** Null: not counted, or nothing to start. */
  const [range, setRange] = useState<BackfillRange | null>(null);
  const keyOf = useIdempotencyKey();
  const client = useQueryClient();
  const say = useToast();
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
  return (
    <FormDialog
      title={label}
      about={about}
      action={
        command === 'backfill' && range !== null
          ? `Start ${range.count.toLocaleString()} ${range.count === 1 ? 'run' : 'runs'}`
          : send
      }
      acting="Asking…"
      icon={icon}
      danger={danger}
      ready={ready}
      sending={sending}
      onSend={() =>
        sending.mutate({
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          ...(range === null ? {} : { range: { from: range.from, to: range.to } }),
        })
      }
      onClose={onClose}
    >
      {command === 'backfill' ? <BackfillFields schedule={schedule} onChange={setRange} /> : null}
      <ReasonField value={reason} onChange={setReason} required={needsReason} />
    </FormDialog>
  );
};
