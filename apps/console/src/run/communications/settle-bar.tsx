import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import type { Schemas } from '#client/client.js';
import { useSession } from '../../api/session.js';
import { viewerRefusal } from '../../api/viewer-refusal.js';
import { Button } from '../../parts/button.js';
import styles from './communications.module.css';
import { SettleDialog } from './settle-dialog.js';
import type { Settlement } from './settle.js';

interface SettleBarProps {
  readonly run: Schemas['Run'];
  readonly chosen: ReadonlySet<string>;
  onDone(): void;
}

/** Says how many are of unknown fate, and settles those that were chosen. */
export const SettleBar = ({ run, chosen, onDone }: SettleBarProps) => {
  const [open, setOpen] = useState<Settlement | null>(null);
  const unknown = run.communications.unknown ?? 0;
  const forbidden = viewerRefusal(useSession()?.role);
  const refusal = forbidden ?? (chosen.size === 0 ? 'Choose some in the list first' : undefined);
  return (
    <section className={styles.settle} aria-label="Messages of unknown fate">
      <CircleHelp size={15} aria-hidden />
      <span>
        {unknown.toLocaleString()} of unknown fate{chosen.size === 0 ? '' : `, ${chosen.size} chosen`}
      </span>
      <Button refusal={refusal} onClick={() => setOpen('was-sent')}>
        They were sent
      </Button>
      <Button refusal={refusal} onClick={() => setOpen('was-not-sent')}>
        They were not sent
      </Button>
      <Button look="danger" refusal={refusal} onClick={() => setOpen('resend')}>
        Send again
      </Button>
      {open === null ? null : (
        <SettleDialog
          runId={run.id}
          ids={[...chosen]}
          settlement={open}
          onClose={() => {
            setOpen(null);
            onDone();
          }}
        />
      )}
    </section>
  );
};
