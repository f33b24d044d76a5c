import { useState } from 'react';
import type { Schemas } from '#client/client.js';
import { useSession } from '../../api/session.js';
import { viewerRefusal } from '../../api/viewer-refusal.js';
import { Button } from '../../parts/button.js';
import styles from './communication-panel.module.css';
import { SettleDialog } from './settle-dialog.js';
import type { Settlement } from './settle.js';

/** A message whose claim was never settled: a person may say what became of it. */
export const SettleOne = ({ communication }: { readonly communication: Schemas['Communication'] }) => {
  const [open, setOpen] = useState<Settlement | null>(null);
  const refusal = viewerRefusal(useSession()?.role);
  return (
    <section className={styles.settle} aria-label="Unknown fate">
      <p>It was claimed, and whether it left nobody has told. Whoever has found out may settle it.</p>
      <div className={styles.buttons}>
        <Button refusal={refusal} onClick={() => setOpen('was-sent')}>
          It was sent
        </Button>
        <Button refusal={refusal} onClick={() => setOpen('was-not-sent')}>
          It was not sent
        </Button>
        <Button look="danger" refusal={refusal} onClick={() => setOpen('resend')}>
          Send again
        </Button>
      </div>
      {open === null ? null : (
        <SettleDialog
          runId={communication.runId}
          ids={[communication.id]}
          settlement={open}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
};
