import { useQueryClient } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Schemas } from '#client/client.js';
import { useSession } from '../api/session.js';
import { Button } from '../parts/button.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import form from '../parts/form/form.module.css';
import { WordsField } from '../parts/form/words-field.js';
import { useToast } from '../parts/toasts.js';
import { newKey } from '../run/actions/idempotency-key.js';
import styles from '../run/communications/communications.module.css';
import { allChosen, type ChosenDrafts, seenOf } from './chosen-drafts.js';
import { decide, type Verdict } from './decide.js';

interface DecideBarProps {
  readonly drafts: readonly Schemas['CommunicationSummary'][];
  readonly chosen: ChosenDrafts;
  /** There are more than are loaded. */
  readonly more: boolean;
  /** Loads the rest of what matches, and answers all of it. */
  onLoadAll(): Promise<readonly Schemas['CommunicationSummary'][]>;
  onChoose(chosen: ChosenDrafts): void;
  onDone(): void;
}

const words = {
  approve: { title: 'Approve', about: 'They are due at once.', done: 'approved' },
  reject: { title: 'Reject', about: 'Their recipients get nothing.', done: 'rejected' },
} as const satisfies Record<Verdict, object>;

/** Approves or rejects the chosen drafts, each bound to the content that was shown. */
export const DecideBar = ({ drafts, chosen, more, onLoadAll, onChoose, onDone }: DecideBarProps) => {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [note, setNote] = useState('');
  const role = useSession()?.role;
  const say = useToast();
  const client = useQueryClient();
  const [loading, setLoading] = useState(false);
  const [asked, setAsked] = useState(0);
  const keys = useRef(new Map<string, string>());
  const seen = seenOf(chosen, drafts);
  const refusal =
    role === 'viewer' ? 'Viewers may look, not act' : seen.length === 0 ? 'Choose some drafts first' : undefined;
  const keyOf = (request: unknown): string => {
    const text = JSON.stringify(request);
    const key = keys.current.get(text) ?? newKey();
    keys.current.set(text, key);
    return key;
  };
  const chooseAll = (): void => {
    setLoading(true);
    onLoadAll()
      .then(
        (all) => onChoose(allChosen(chosen, all)),
        (error: unknown) => say({ kind: 'failed', title: 'Not all drafts could be read', detail: String(error) }),
      )
      .finally(() => setLoading(false));
  };
  const confirm = async (): Promise<void> => {
    if (verdict === null) return;
    setAsked(0);
    const { decided, items: refused } = await decide({
      verdict,
      drafts: seen,
      note: note.trim(),
      keyOf,
      onAsked: setAsked,
    });
    keys.current.clear();
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
      <Button onClick={() => onChoose(chosen.size === drafts.length ? new Map() : allChosen(chosen, drafts))}>
        {chosen.size === drafts.length ? 'Choose none' : `Choose ${more ? 'these' : 'all'} ${count(drafts.length)}`}
      </Button>
      {more ? (
        <Button disabled={loading} onClick={chooseAll}>
          {loading ? `Reading… ${count(drafts.length)}` : 'Choose all that match'}
        </Button>
      ) : null}
      <Button look="primary" icon={Check} refusal={refusal} onClick={() => setVerdict('approve')}>
        Approve {seen.length === 0 ? '' : count(seen.length)}
      </Button>
      <Button look="danger" icon={X} refusal={refusal} onClick={() => setVerdict('reject')}>
        Reject {seen.length === 0 ? '' : count(seen.length)}
      </Button>
      {verdict === null ? null : (
        <ConfirmDialog
          open
          onOpenChange={(open) => open || setVerdict(null)}
          title={`${words[verdict].title} ${seen.length === 1 ? 'the draft' : `${seen.length} drafts`}`}
          action={`${words[verdict].title} ${seen.length}`}
          danger={verdict === 'reject'}
          onConfirm={confirm}
        >
          <div className={form.form}>
            <p>{words[verdict].about} A draft that was rendered again since it was shown is not decided.</p>
            <WordsField label="Note" value={note} onChange={setNote} />
            {asked > 0 && asked < seen.length ? (
              <p role="status">
                {count(asked)} of {count(seen.length)}
              </p>
            ) : null}
          </div>
        </ConfirmDialog>
      )}
    </section>
  );
};

const count = (amount: number): string => amount.toLocaleString();
