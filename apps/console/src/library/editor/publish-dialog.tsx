import { useMutation } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { Differences } from '../../parts/diff.js';
import { FormDialog } from '../../parts/form/form-dialog.js';
import { WordsField } from '../../parts/form/words-field.js';
import { changesOf } from '../../parts/versions/three-way.js';
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
  const publishing = useMutation({ mutationFn: () => onPublish(summary.trim()), onSuccess: onClose });
  const next = before === null ? 1 : before.version + 1;
  return (
    <FormDialog
      wide
      title={before === null ? `Define the ${one}` : `Publish v${next}`}
      about={
        before === null
          ? `Campaigns can choose the ${one} from then on.`
          : `Runs that are requested from then on use v${next}; runs that pinned an earlier version keep it.`
      }
      action={publishing.isError ? 'Try again' : `Publish v${next}`}
      acting="Publishing…"
      icon={Upload}
      refusal={summary.trim() === '' ? 'Say first what changes' : undefined}
      sending={publishing}
      onSend={() => publishing.mutate()}
      onClose={onClose}
    >
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
      <WordsField label="What changes, for the list of versions" value={summary} onChange={setSummary} required />
    </FormDialog>
  );
};
