import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { answered } from '#client/client.js';
import { api } from '../../../api/client.js';
import { OptionList } from '../../../parts/option-list.js';
import { Popup } from '../../../parts/popup.js';
import { SearchInput } from '../../../parts/search-input.js';
import { ErrorState, Skeleton } from '../../../parts/states.js';
import { channelWords } from '../../../runs/words.js';
import { type Referred, referredQuery } from '../../campaign-queries.js';
import { useEditor } from '../editor-context.js';
import { Field } from './field.js';
import styles from './form.module.css';

interface ReferenceFieldProps {
  readonly kind: Referred;
  readonly label: string;
  readonly hint?: string;
}

/** Chooses a goal, a segment or a sender by its name. */
export const ReferenceField = ({ kind, label, hint }: ReferenceFieldProps) => {
  const { definition, edit } = useEditor();
  const [open, setOpen] = useState(false);
  const chosen = definition[kind];
  return (
    <Field pointer={`/${kind}`} label={label} hint={hint}>
      {(control) => (
        <Popup
          label={`Choose the ${kind}`}
          align="start"
          open={open}
          onOpenChange={setOpen}
          trigger={
            <button type="button" {...control} className={`${styles.control} ${styles.choose}`}>
              <span className={styles.chosen}>{chosen === null ? 'None yet' : <Name kind={kind} id={chosen} />}</span>
              <ChevronDown size={14} aria-hidden />
            </button>
          }
        >
          <Choices
            kind={kind}
            chosen={chosen}
            onChoose={(id) => {
              edit((before) => ({ ...before, [kind]: id }));
              setOpen(false);
            }}
          />
        </Popup>
      )}
    </Field>
  );
};

const Name = ({ kind, id }: { readonly kind: Referred; readonly id: string }) =>
  useQuery(referredQuery(kind, id)).data?.name ?? id;

interface Choosable {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

const choosableQuery = (kind: Referred, name: string) =>
  queryOptions({
    queryKey: ['choosable', kind, name],
    queryFn: async ({ signal }): Promise<readonly Choosable[]> => {
      const query = { limit: 50, status: 'active' as const, ...(name === '' ? {} : { name }) };
      if (kind === 'goal') return noted((await answered(api.GET('/v1/goals', { params: { query }, signal }))).items);
      if (kind === 'segment')
        return noted((await answered(api.GET('/v1/segments', { params: { query }, signal }))).items);
      const { items } = await answered(api.GET('/v1/senders', { params: { query }, signal }));
      return items.map(({ id, name: words, definition }) => ({
        id,
        name: words,
        note: channelWords[definition.channel],
      }));
    },
    placeholderData: keepPreviousData,
  });

const noted = (items: readonly { readonly id: string; readonly name: string }[]): readonly Choosable[] =>
  items.map(({ id, name }) => ({ id, name, note: '' }));

interface ChoicesProps {
  readonly kind: Referred;
  readonly chosen: string | null;
  onChoose(id: string | null): void;
}

const Choices = ({ kind, chosen, onChoose }: ChoicesProps) => {
  const [text, setText] = useState('');
  const { data, isError, error, refetch } = useQuery(choosableQuery(kind, text.trim()));
  return (
    <div className={styles.popup}>
      <SearchInput label={`Find a ${kind}`} placeholder="Name begins with…" value={text} onChange={setText} />
      {data === undefined ? (
        isError ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={4} />
        )
      ) : (
        <OptionList
          label={`${kind}s`}
          options={data.map(({ id, name, note }) => ({ value: id, label: name, note }))}
          chosen={chosen === null ? [] : [chosen]}
          onChoose={(id) => onChoose(id === chosen ? null : id)}
        />
      )}
    </div>
  );
};
