import { useState } from 'react';
import { Panel } from '../../../parts/panel.js';
import { pointerOf, withMember } from '../definition.js';
import { useEditor } from '../editor-context.js';
import { TextField } from './controls.js';
import { AddNamed, Remove } from './named-rows.js';
import { textOfValue, type Value, valueOfText } from './value-text.js';
import styles from './form.module.css';

/** Values for variables that a contact lacks. */
export const Defaults = () => {
  const { definition, edit } = useEditor();
  const { defaults } = definition;
  const set = (name: string, value: Value | undefined): void =>
    edit((before) => ({ ...before, defaults: withMember(before.defaults, name, value) }));
  return (
    <Panel title="Defaults" note="for variables that a contact lacks">
      <div className={styles.fields} data-pointer="/defaults">
        {Object.entries(defaults as Readonly<Record<string, Value>>).map(([name, value]) => (
          <DefaultField key={name} name={name} value={value} onChange={(next) => set(name, next)} />
        ))}
        <AddNamed what="default" taken={Object.keys(defaults)} onAdd={(name) => set(name, '')} />
      </div>
    </Panel>
  );
};

interface DefaultFieldProps {
  readonly name: string;
  readonly value: Value;
  onChange(value: Value | undefined): void;
}

/** Keeps what is typed as it is typed, although half a number is another value than the whole one. */
const DefaultField = ({ name, value, onChange }: DefaultFieldProps) => {
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: Value } | null>(null);
  const text = typed !== null && typed.value === value ? typed.text : textOfValue(value);
  return (
    <TextField
      pointer={pointerOf('defaults', name)}
      label={<code>{name}</code>}
      hint={typeof value === 'string' ? undefined : 'Taken as JSON; in quotes it is a text'}
      value={text}
      beside={<Remove what={`the default ${name}`} onRemove={() => onChange(undefined)} />}
      onChange={(next) => {
        const read = valueOfText(next);
        setTyped({ text: next, value: read });
        onChange(read);
      }}
    />
  );
};
