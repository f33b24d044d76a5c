import { useQueryClient } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { Button } from '../parts/button.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { useToast } from '../parts/toasts.js';
import dialog from '../run/actions/command-dialog.module.css';
import { useIdempotencyKey } from '../run/actions/idempotency-key.js';
import styles from '../run/communications/communications.module.css';

interface DecideBarProps {
  readonly drafts: readonly Schemas['CommunicationSummary'][];
  readonly chosen: ReadonlySet<string>;
  onChoose(chosen: ReadonlySet<string>): void;
  onDone(): void;
}

type Verdict = 'approve' | 'reject';

const words = {
  approve: { title: 'Approve', about: 'They are due at once.', done: 'approved' },
  reject: { title: 'Reject', about: 'Their recipients get nothing.', done: 'rejected' },
} as const satisfies Record<Verdict, object>;

/** A request decides on so many. */
const mostAtOnce = 1_000;

/** Approves or rejects the chosen drafts, each bound to the content that was shown. */
export const DecideBar = ({ drafts, chosen, onChoose, onDone }: DecideBarProps) => {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [note, setNote] = useState('');
  const role = useSession()?.role;
  const say = useToast();
  const client = useQueryClient();
  const keyOf = useIdempotencyKey();
  const seen = drafts
    .filter(({ id }) => chosen.has(id))
    .flatMap(({ id, contentHash }) => (contentHash === null ? [] : [{ id, contentHash }]))
    .slice(0, mostAtOnce);
  const refusal =
    role === 'viewer' ? 'Viewers may look, not act' : seen.length === 0 ? 'Choose some drafts first' : undefined;
  const decide = async (): Promise<void> => {
    if (verdict === null) return;
    const body = { drafts: seen, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    const params = { header: { 'Idempotency-Key': keyOf({ verdict, body }) } };
    const { decided, items } =
      verdict === 'approve'
        ? await answered(api.POST('/v1/drafts/approve', { params, body }))
        : await answered(api.POST('/v1/drafts/reject', { params, body }));
    const refused = items.filter(({ ok }) => !ok);
    say({
      kind: refused.length === 0 ? 'done' : 'failed',
      title: `${decided} ${words[verdict].done}${refused.length === 0 ? '' : `, ${refused.length} were not`}`,
      detail: refused[0]?.detail,
    });
    onDone();
    await Promise.all([
      client.invalidateQueries({ queryKey: ['drafts'] }),
      client.invalidateQueries({ queryKey: ['run'] }),
    ]);
  };
  return (
    <section className={styles.filters} aria-label="Decide">
      <Button onClick={() => onChoose(chosen.size === drafts.length ? new Set() : new Set(drafts.map(({ id }) => id)))}>
        {chosen.size === drafts.length ? 'Choose none' : `Choose all ${drafts.length}`}
      </Button>
      <Button look="primary" icon={Check} refusal={refusal} onClick={() => setVerdict('approve')}>
        Approve {seen.length === 0 ? '' : seen.length}
      </Button>
      <Button look="danger" icon={X} refusal={refusal} onClick={() => setVerdict('reject')}>
        Reject {seen.length === 0 ? '' : seen.length}
      </Button>
      {verdict === null ? null : (
        <ConfirmDialog
          open
          onOpenChange={(open) => open || setVerdict(null)}
          title={`${words[verdict].title} ${seen.length === 1 ? 'the draft' : `${seen.length} drafts`}`}
          action={`${words[verdict].title} ${seen.length}`}
          danger={verdict === 'reject'}
          onConfirm={decide}
        >
          <div className={dialog.form}>
            <p>{words[verdict].about} A draft that was rendered again since it was shown is not decided.</p>
            <label className={dialog.field}>
              Note
              <textarea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
            </label>
          </div>
        </ConfirmDialog>
      )}
    </section>
  );
};
