import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '../../frame/zone.js';
import { Button } from '../../parts/button.js';
import { Modal } from '../../parts/modal.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import { useIdempotencyKey } from '../../run/actions/idempotency-key.js';
import styles from './bulk.module.css';
import { BulkJob } from './bulk-job.js';
import { BulkPreview } from './bulk-preview.js';
import { type BulkBody, type Chosen, previewQuery, selectionOf, startBulk } from './bulk-queries.js';
import { type BulkAction, bulkWords, runsInWords } from './bulk-words.js';
import { anHourFromNow, rescheduleOf } from './new-time.js';
import { NewTimeFields } from './new-time-fields.js';

/** From so many runs on, their number has to be typed. */
const many = 100;

interface BulkDialogProps {
  readonly action: BulkAction;
  readonly chosen: Chosen;
  onClose(): void;
}

/** Says what would happen to how many, asks, and then shows how far it has come. */
export const BulkDialog = ({ action, chosen, onClose }: BulkDialogProps) => {
  const { label, icon, danger, about, verb } = bulkWords[action];
  const { name: zone } = useZone();
  const [time, setTime] = useState(() => anHourFromNow(zone));
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const keyOf = useIdempotencyKey();
  const client = useQueryClient();
  const moved = action === 'reschedule' ? rescheduleOf(time, zone) : {};
  const body: BulkBody = { action, ...selectionOf(chosen), ...moved };
  const preview = useQuery({ ...previewQuery(body), enabled: moved !== null });
  const sending = useMutation({
    mutationFn: () => {
      const asked = reason.trim() === '' ? body : { ...body, reason: reason.trim() };
      return startBulk(asked, keyOf(asked));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
  const count = preview.data?.count ?? 0;
  const eligible = preview.data?.eligible ?? 0;
  const needsNumber = eligible > many;
  const started = sending.data?.id;
  return (
    <Modal
      open
      onOpenChange={(open) => open || sending.isPending || onClose()}
      title={`${label}: ${preview.data === undefined ? 'several runs' : runsInWords(count)}`}
      about={about}
      actions={
        <>
          <Button onClick={onClose}>{started === undefined ? 'Back' : 'Close'}</Button>
          {started === undefined ? (
            <Button
              look={danger ? 'danger' : 'primary'}
              icon={icon}
              disabled={
                sending.isPending || moved === null || eligible === 0 || (needsNumber && typed !== String(eligible))
              }
              onClick={() => sending.mutate()}
            >
              {sending.isPending ? 'Asking…' : `${verb} ${runsInWords(eligible)}`}
            </Button>
          ) : null}
        </>
      }
    >
      {started === undefined ? (
        <div className={styles.ask}>
          {action === 'reschedule' ? <NewTimeFields time={time} zone={zone} onChange={setTime} /> : null}
          {moved === null ? (
            <p role="status">This is no time to move to.</p>
          ) : preview.data !== undefined ? (
            <BulkPreview preview={preview.data} />
          ) : preview.error === null ? (
            <Skeleton lines={3} label="Counting" />
          ) : (
            <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
          )}
          <label className={styles.field}>
            Reason
            <input
              value={reason}
              maxLength={500}
              placeholder="Kept in the history of each"
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          {needsNumber ? (
            <label className={styles.field}>
              Type {eligible} to go on
              <input value={typed} inputMode="numeric" onChange={(event) => setTyped(event.target.value)} />
            </label>
          ) : null}
          {sending.error === null ? null : <ErrorState error={sending.error} />}
        </div>
      ) : (
        <BulkJob id={started} />
      )}
    </Modal>
  );
};
