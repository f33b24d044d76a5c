import { type ComponentType, useState } from 'react';
import { Button } from '../../parts/button.js';
import { FilterChip, inShort } from '../../parts/filter-chip.js';
import { OptionList } from '../../parts/option-list.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import { runsSearch, type RunsSearch } from '../runs-search.js';
import styles from './filter-bar.module.css';
import type { ChipProps } from './filters.js';

/** A changed filter begins at the first page, and holds only what the list knows. */
export const changed = (search: RunsSearch, change: Readonly<Record<string, unknown>>): RunsSearch =>
  runsSearch({ ...search, after: undefined, ...change });

/** Any of a few fixed values. */
export const manyChip = (
  label: string,
  name: 'type' | 'channel',
  words: Readonly<Record<string, string>>,
): ComponentType<ChipProps> => {
  const ManyChip = ({ search, onChange, added, onClosed }: ChipProps) => {
    const chosen: readonly string[] = search[name] ?? [];
    const toggle = (value: string): void =>
      onChange(
        changed(search, {
          [name]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value],
        }),
      );
    return (
      <FilterChip
        name={label}
        {...(chosen.length === 0 ? {} : { value: inShort(chosen.map((one) => words[one] ?? one)) })}
        onClear={() => onChange(changed(search, { [name]: undefined }))}
        initiallyOpen={added}
        onClosed={onClosed}
      >
        <OptionList
          label={label}
          options={Object.entries(words).map(([value, text]) => ({ value, label: text }))}
          chosen={chosen}
          onChoose={toggle}
        />
      </FilterChip>
    );
  };
  return ManyChip;
};

const yesNo = [
  { value: 'any', label: 'Either' },
  { value: 'true', label: 'Only' },
  { value: 'false', label: 'Without' },
] as const;

/** Only those, or all but those. */
export const yesNoChip = (label: string, name: 'test' | 'stalled' | 'differs'): ComponentType<ChipProps> => {
  const YesNoChip = ({ search, onChange, added, onClosed }: ChipProps) => {
    const value = search[name];
    return (
      <FilterChip
        name={label}
        {...(value === undefined ? {} : { value: value === 'true' ? 'only' : 'without' })}
        onClear={() => onChange(changed(search, { [name]: undefined }))}
        initiallyOpen={added}
        onClosed={onClosed}
      >
        <div className={styles.panel}>
          <SegmentedChoice
            label={label}
            value={value ?? 'any'}
            choices={yesNo}
            onChoose={(next) => onChange(changed(search, { [name]: next === 'any' ? undefined : next }))}
          />
        </div>
      </FilterChip>
    );
  };
  return YesNoChip;
};

interface TextChipOptions {
  read(search: RunsSearch): string | undefined;
  write(text: string): Readonly<Record<string, unknown>>;
  readonly hint: string;
}

/** What has to be typed. */
export const textChip = (label: string, { read, write, hint }: TextChipOptions): ComponentType<ChipProps> => {
  const TextChip = ({ search, onChange, added, onClosed }: ChipProps) => {
    const value = read(search);
    const [text, setText] = useState(value ?? '');
    return (
      <FilterChip
        name={label}
        {...(value === undefined ? {} : { value })}
        onClear={() => {
          setText('');
          onChange(changed(search, write('')));
        }}
        initiallyOpen={added}
        onClosed={onClosed}
      >
        <form
          className={styles.panel}
          onSubmit={(event) => {
            event.preventDefault();
            onChange(changed(search, write(text.trim())));
          }}
        >
          <label className={styles.field}>
            {label}
            <input value={text} onChange={(event) => setText(event.target.value)} spellCheck={false} />
          </label>
          <p className={styles.note}>{hint}</p>
          <Button type="submit">Filter</Button>
        </form>
      </FilterChip>
    );
  };
  return TextChip;
};
