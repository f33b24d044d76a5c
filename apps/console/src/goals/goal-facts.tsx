import type { Schemas } from '#client/client.js';
import { Fact, FactList } from '../parts/fact-list.js';
import prose from '../run/instructions/instructions-tab.module.css';
import { measureWords, targetWords, windowWords } from './goal-words.js';

/** What a version of a goal says. */
export const GoalFacts = ({ definition }: { readonly definition: Schemas['GoalDefinition'] }) => {
  const { name, statement, measure, target, windowHours } = definition;
  return (
    <FactList>
      <Fact name="Name">{name}</Fact>
      <Fact name="Statement">
        <span className={prose.prose}>{statement}</span>
      </Fact>
      <Fact name="Measured by">{measureWords(measure)}</Fact>
      {measure === undefined ? null : <Fact name="Target">{targetWords(target)}</Fact>}
      {measure === undefined || measure.kind === 'accepted' ? null : (
        <Fact name="Counts">{windowWords(windowHours)}; the last message before it has the credit</Fact>
      )}
    </FactList>
  );
};
