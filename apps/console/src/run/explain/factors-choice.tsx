import type { Schemas } from '#client/client.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';

export type FactorsShown = 'all' | 'differs';

type Row = Schemas['ExplanationRow'];

export const rowsShown = (rows: readonly Row[], shown: FactorsShown): readonly Row[] =>
  shown === 'all' ? rows : rows.filter((row) => row.againstPrevious === 'differs' || row.againstNow === 'differs');

interface FactorsChoiceProps {
  readonly all: number;
  readonly shown: FactorsShown;
  onChoose(shown: FactorsShown): void;
}

export const FactorsChoice = ({ all, shown, onChoose }: FactorsChoiceProps) => (
  <SegmentedChoice
    label="Factors"
    value={shown}
    choices={[
      { value: 'all', label: `All ${all}` },
      { value: 'differs', label: 'Only what differs' },
    ]}
    onChoose={onChoose}
  />
);
