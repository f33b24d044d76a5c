import { type SyntheticEvent, useId, useState } from 'react';
import { Upload } from 'lucide-react';
import { Button } from '../../parts/button.js';
import { Differences } from '../../parts/diff.js';
import { Modal } from '../../parts/modal.js';
import { changesOf } from '../../parts/versions/three-way.js';
import dialog from '../../run/actions/command-dialog.module.css';
import { ProblemNote } from '../../run/actions/problem-note.js';
import styles from './editor.module.css';

interface PublishDialogProps {
  /** What is published now, and its number; null: nothing is. */
  readonly before: { readonly definition: object; readonly version: number } | null;
  readonly after: object;
  readonly one: string;
  onPublish(summary: string): Promise<void>;
  onClose(): void;
}

/** Shows what changes, and asks for it in words. */
export const PublishDialog = ({ before, after, one, onPublish, onClose }: PublishDialogProps) => {
  const [summary, setSummary] = useState('');
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: unknown }>({ busy: false, error: null });
  const form = useId();
  const refusal = summary.trim() === '' ? 'Say first what changes' : undefined;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (state.busy || refusal !== undefined) return;
    setState({ busy: true, error: null });
    onPublish(summary.trim()).then(onClose, (error: unknown) => setState({ busy: false, error }));
  };
  const next = before === null ? 1 : before.version + 1;
  return (
    <Modal
      open
      onOpenChange={(open) => open || state.busy || onClose()}
      wide
      title={before === null ? `Define the ${one}` : `Publish v${next}`}
      about={
        before === null
          ? `Campaigns can choose the ${one} from then on.`
          : `Runs that are requested from then on use v${next}; runs that pinned an earlier version keep it.`
      }
      actions={
        <>
          <Button onClick={onClose} disabled={state.busy}>
            Back
          </Button>
          <Button type="submit" form={form} look="primary" icon={Upload} refusal={refusal} disabled={state.busy}>
            {state.busy ? 'Publishing…' : state.error !== null ? 'Try again' : `Publish v${next}`}
          </Button>
        </>
      }
    >
      <form id={form} className={dialog.form} onSubmit={submit}>
        {before === null ? null : (
          <div className={styles.changes} tabIndex={0} role="region" aria-label="What changes">
            <Differences
              caption={`From v${before.version} to v${next}`}
              differences={changesOf({ base: before.definition, yours: after, theirs: before.definition }).map(
                ({ path, base, yours }) => ({ path, before: base, after: yours }),
              )}
              sides={[`v${before.version}`, `v${next}`]}
              view="words"
            />
          </div>
        )}
        <label className={dialog.field}>
          What changes, for the list of versions
          <textarea
            rows={2}
            maxLength={500}
            required
            value={summary}
            onChange={(event) => setSummary(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
            }}
          />
        </label>
        {state.error === null ? null : <ProblemNote error={state.error} />}
      </form>
    </Modal>
  );
};
