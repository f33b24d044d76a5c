import { Fact, FactList } from '../../parts/fact-list.js';
import type { CampaignDefinition } from '../campaign-queries.js';
import { limitLines, responseWords, reviewerWords, unknownWords, writerWords } from '../campaign-words.js';
import styles from '../campaigns.module.css';

/** The choices of a campaign in words. */
export const DefinitionFacts = ({ definition }: { readonly definition: CampaignDefinition }) => {
  const { writer, reviewer, responseBehaviour, onUnknown, defaults, limits } = definition;
  const lines = limitLines(limits);
  const variables = Object.entries(defaults);
  return (
    <FactList>
      <Fact name="Written by">{writer === null ? <Missing words="nobody is chosen" /> : writerWords[writer]}</Fact>
      <Fact name="Reviewed by">
        {reviewer === null ? <Missing words="nobody is chosen" /> : reviewerWords[reviewer]}
      </Fact>
      <Fact name="Replies">{responseWords[responseBehaviour]}</Fact>
      <Fact name="Unknown fate">{unknownWords[onUnknown]}</Fact>
      <Fact name="Limits">
        {lines.length === 0 ? (
          'None'
        ) : (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact name="Defaults">
        {variables.length === 0 ? (
          'None'
        ) : (
          <ul>
            {variables.map(([name, value]) => (
              <li key={name}>
                <code>{name}</code> {typeof value === 'string' ? value : JSON.stringify(value)}
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </FactList>
  );
};

const Missing = ({ words }: { readonly words: string }) => <span className={styles.missing}>{words}</span>;
