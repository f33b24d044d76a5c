import { SegmentedChoice } from '../parts/segmented-choice.js';
import { results, type RowResult } from './bulk-search.js';
import { type BulkJob, resultLooks } from './job-words.js';

interface ResultChoiceProps {
  readonly job: BulkJob;
  readonly chosen: RowResult | undefined;
  onChoose(result: RowResult | undefined): void;
}

/** All rows, or those that answered in one way, with how many there are. */
export const ResultChoice = ({ job: { count, progress, endedAt }, chosen, onChoose }: ResultChoiceProps) => {
  const counts: Readonly<Record<RowResult, number>> = { ...progress, open: progress.left };
  const labelOf = (result: RowResult): string =>
    result === 'open' && endedAt !== null ? 'Had no turn' : resultLooks[result].label;
  return (
    <SegmentedChoice
      label="What they answered"
      value={chosen ?? 'all'}
      choices={[
        { value: 'all', label: `All ${count.toLocaleString()}` },
        ...results.map((result) => ({ value: result, label: `${labelOf(result)} ${counts[result].toLocaleString()}` })),
      ]}
      onChoose={(next: RowResult | 'all') => onChoose(next === 'all' ? undefined : next)}
    />
  );
};
