import { useLook } from './look.js';
import { SegmentedChoice } from './segmented-choice.js';

/** How all the differences on a page are shown. */
export const DiffChoice = () => {
  const [view, choose] = useLook('diff');
  return (
    <SegmentedChoice
      label="Show differences"
      value={view}
      choices={[
        { value: 'words', label: 'Words' },
        { value: 'sides', label: 'Side by side' },
      ]}
      onChoose={choose}
    />
  );
};
