import { useMutation } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { type SyntheticEvent, useId, useState } from 'react';
import { Button } from '../../parts/button.js';
import type { Difference } from '../../parts/diff.js';
import { Modal } from '../../parts/modal.js';
import { AreaDifferences } from '../../parts/versions/area-differences.js';
import { changesOf } from '../../parts/versions/three-way.js';
import dialog from '../../run/actions/command-dialog.module.css';
import { ProblemNote } from '../../run/actions/problem-note.js';
import { byArea } from '../../run/versions/areas.js';
import type { CampaignDefinition } from '../campaign-queries.js';

interface PublishDialogProps {
  readonly version: number;
  readonly published: CampaignDefinition;
  readonly written: CampaignDefinition;
  /** Runs that follow the newest version take it; the others keep theirs. */
  publish(summary: string): Promise<void>;
  onClose(): void;
}

/** Where a definition differs from what is published, in the order of its members. */
export const differencesOf = (published: CampaignDefinition, written: CampaignDefinition): readonly Difference[] =>
  changesOf({ base: published, theirs: published, yours: written }).map(({ path, base, yours }) => ({
    path,
    ...(base === undefined ? {} : { before: base }),
    ...(yours === undefined ? {} : { after: yours }),
  }));

/** Shows what changes and asks in which words it is told: nobody publishes what they have not looked at. */
export const PublishDialog = ({ version, published, written, publish, onClose }: PublishDialogProps) => {
  const [summary, setSummary] = useState('');
  const form = useId();
  const publishing = useMutation({ mutationFn: () => publish(summary.trim()) });
  const next = version + 1;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (summary.trim() !== '' && !publishing.isPending) publishing.mutate();
  };
  return (
    <Modal
      open
      onOpenChange={(open) => open || publishing.isPending || onClose()}
      wide
      title={`Publish v${next}`}
      about="Runs that are requested from now on use it, and scheduled ones that follow the latest. All others keep the version that they pinned."
      actions={
        <>
          <Button onClick={onClose} disabled={publishing.isPending}>
            Back
          </Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            icon={Upload}
            disabled={publishing.isPending}
            refusal={summary.trim() === '' ? 'Say first what changed' : undefined}
          >
            {publishing.isPending ? 'Publishing…' : `Publish v${next}`}
          </Button>
        </>
      }
    >
      <form id={form} className={dialog.form} onSubmit={submit}>
        <label className={dialog.field}>
          What changed
          <textarea
            rows={2}
            maxLength={500}
            required
            value={summary}
            placeholder="For the version history, and for whoever compares runs"
            onChange={(event) => setSummary(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
            }}
          />
        </label>
        {publishing.isError ? <ProblemNote error={publishing.error} /> : null}
      </form>
      <div role="region" aria-label="What will change" tabIndex={0}>
        <AreaDifferences areas={byArea(differencesOf(published, written))} from={version} to={next} view="words" />
      </div>
    </Modal>
  );
};
