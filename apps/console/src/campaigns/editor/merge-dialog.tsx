import { Modal } from '../../parts/modal.js';
import { Skeleton } from '../../parts/states.js';
import { StaleSave } from '../../parts/versions/stale-save.js';
import type { Campaign, CampaignDefinition } from '../campaign-queries.js';
import { wordsOf } from './pointer-words.js';

interface MergeDialogProps {
  readonly campaign: Campaign;
  /** The version that the writing began on, and what it says; null while it is read. */
  readonly base: number;
  readonly begunOn: CampaignDefinition | null;
  readonly written: CampaignDefinition;
  onResolve(merged: CampaignDefinition): void;
  onClose(): void;
}

/** Somebody else has published: yours, theirs, and what both began from. */
export const MergeDialog = ({ campaign, base, begunOn, written, onResolve, onClose }: MergeDialogProps) =>
  begunOn === null ? (
    <Modal open onOpenChange={(open) => open || onClose()} title="Somebody published before you">
      <Skeleton lines={4} />
    </Modal>
  ) : (
    <StaleSave
      base={begunOn}
      yours={written}
      theirs={campaign.definition}
      names={{ base: `v${base}`, theirs: `v${campaign.version} by ${campaign.publishedBy}` }}
      whole={['/limits/quietHours']}
      wordsOf={wordsOf}
      onResolve={onResolve}
      onClose={onClose}
    />
  );
