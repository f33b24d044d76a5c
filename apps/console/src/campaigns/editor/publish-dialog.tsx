import { useMutation } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import type { Difference } from '../../parts/diff.js';
import { FormDialog } from '../../parts/form/form-dialog.js';
import { WordsField } from '../../parts/form/words-field.js';
import { AreaDifferences } from '../../parts/versions/area-differences.js';
import { changesOf } from '../../parts/versions/three-way.js';
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
  const publishing = useMutation({ mutationFn: () => publish(summary.trim()) });
  const next = version + 1;
  return (
    <FormDialog
      wide
      title={`Publish v${next}`}
      about="Runs that are requested from now on use it, and scheduled ones that follow the latest. All others keep the version that they pinned."
      action={`Publish v${next}`}
      acting="Publishing…"
      icon={Upload}
      refusal={summary.trim() === '' ? 'Say first what changed' : undefined}
      sending={publishing}
      onSend={() => publishing.mutate()}
      onClose={onClose}
      below={
        <div role="region" aria-label="What will change" tabIndex={0}>
          <AreaDifferences areas={byArea(differencesOf(published, written))} from={version} to={next} view="words" />
        </div>
      }
    >
      <WordsField
        label="What changed"
        value={summary}
        onChange={setSummary}
        placeholder="For the version history, and for whoever compares runs"
        required
      />
    </FormDialog>
  );
};
