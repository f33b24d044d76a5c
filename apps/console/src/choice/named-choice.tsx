import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '../frame/zone.js';
import { OptionList } from '../parts/option-list.js';
import { SearchInput } from '../parts/search-input.js';
import { Unread } from '../parts/states.js';
import { formatInstant } from '../parts/time-format.js';
import { type NamedKind, namedQuery } from './named-queries.js';
import styles from './named-choice.module.css';

interface NamedChoiceProps {
  readonly kind: NamedKind;
  /** Null: none yet. */
  readonly chosen: string | null;
  /** Of the chosen one too: whether it is let go then is the caller's business. */
  onChoose(id: string): void;
}

/** One of a kind, found by its name; a run by the name of its campaign. */
export const NamedChoice = ({ kind, chosen, onChoose }: NamedChoiceProps) => {
  const [text, setText] = useState('');
  const read = useQuery(namedQuery(kind, text.trim()));
  const { data } = read;
  const { name: zone } = useZone();
  return (
    <div className={styles.choice}>
      <SearchInput
        label={`Find a ${kind}`}
        placeholder={kind === 'run' ? 'Name of its campaign begins with…' : 'Name begins with…'}
        value={text}
        onChange={setText}
      />
      {data === undefined ? (
        <Unread of={read} lines={4} />
      ) : (
        <OptionList
          label={`${kind}s`}
          options={data.map(({ id, name, note, at }) => ({
            value: id,
            label: <bdi>{name}</bdi>,
            note: at === undefined ? note : `${note}, ${formatInstant(at, zone, 'short')}`,
          }))}
          chosen={chosen === null ? [] : [chosen]}
          onChoose={onChoose}
        />
      )}
    </div>
  );
};
