import type { Schemas } from '#client/client.js';
import { type Look, useLook } from '../../parts/look.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';

type Row = Schemas['ExplanationRow'];

export const rowsShown = (rows: readonly Row[], shown: Look<'factors'>): readonly Row[] =>
  shown === 'all' ? rows : rows.filter((row) => row.againstPrevious === 'differs' || row.againstNow === 'differs');

export const FactorsChoice = ({ all }: { readonly all: number }) => {
  const [shown, choose] = useLook('factors');
  return (
    <SegmentedChoice
      label="Factors"
      value={shown}
      choices={[
        { value: 'all', label: `All ${all}` },
        { value: 'differs', label: 'Only what differs' },
      ]}
      onChoose={choose}
    />
  );
};
