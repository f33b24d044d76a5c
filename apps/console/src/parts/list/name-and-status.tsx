import type { ReactNode } from 'react';
import page from '../page.module.css';
import { SearchInput } from '../search-input.js';
import { SegmentedChoice } from '../segmented-choice.js';
import styles from './name-and-status.module.css';
import { useTypedFilter } from './use-typed-filter.js';

/** What a list is narrowed by; a filter that is not set is not there. */
interface Chosen<Status> {
  readonly name?: string | undefined;
  readonly status?: Status | undefined;
}

interface NameAndStatusProps<Status extends string> {
  /** What is looked for: `campaigns`. */
  readonly many: string;
  readonly placeholder: string;
  readonly statuses: readonly { readonly value: Status; readonly label: string }[];
  readonly chosen: Chosen<Status>;
  onChoose(chosen: { readonly name?: string; readonly status?: Status }): void;
  /** Further filters. */
  readonly children?: ReactNode;
}

/** Which of them: by their names, and by their status. */
export const NameAndStatus = <Status extends string>(props: NameAndStatusProps<Status>) => {
  const { many, placeholder, statuses, chosen, onChoose, children } = props;
  const choose = ({ name, status }: Chosen<Status>): void =>
    onChoose({ ...(name === undefined ? {} : { name }), ...(status === undefined ? {} : { status }) });
  const [text, setText] = useTypedFilter(chosen.name, (name) => choose({ ...chosen, name }));
  const typed = text.trim() === '' ? undefined : text.trim();
  return (
    <div className={page.tools} role="group" aria-label="Filters">
      <div className={styles.find}>
        <SearchInput label={`Find ${many}`} placeholder={placeholder} value={text} onChange={setText} />
      </div>
      <SegmentedChoice<Status | 'any'>
        label="Status"
        value={chosen.status ?? 'any'}
        choices={[{ value: 'any', label: 'All' }, ...statuses]}
        onChoose={(next) => choose({ name: typed, status: next === 'any' ? undefined : next })}
      />
      {children}
    </div>
  );
};
