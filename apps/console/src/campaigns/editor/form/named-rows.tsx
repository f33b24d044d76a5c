import { Plus, X } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../../parts/button.js';
import { IconButton } from '../../../parts/icon-button.js';
import styles from './form.module.css';

/** What sections and variables may be called. */
const namePattern = /^[A-Za-z0-9_-]{1,64}$/;

/** Why a name cannot be given; undefined when it can. */
export const nameFault = (name: string, taken: readonly string[]): string | undefined => {
  if (name === '') return undefined;
  if (!namePattern.test(name)) return 'Letters, digits, _ and -, at most 64';
  return taken.includes(name) ? 'There is one of this name' : undefined;
};

interface AddNamedProps {
  /** `section`. */
  readonly what: string;
  readonly taken: readonly string[];
  onAdd(name: string): void;
}

/** Adds a member under a name of its own. */
export const AddNamed = ({ what, taken, onAdd }: AddNamedProps) => {
  const [name, setName] = useState('');
  const fault = nameFault(name, taken);
  const add = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (name === '' || fault !== undefined) return;
    onAdd(name);
    setName('');
  };
  return (
    <form className={styles.add} onSubmit={add}>
      <label>
        Name of another {what}
        <input
          className={styles.code}
          value={name}
          aria-invalid={fault !== undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <Button type="submit" icon={Plus} refusal={name === '' ? 'Name it first' : fault}>
        Add the {what}
      </Button>
      {fault === undefined ? null : <p className={styles.faults}>{fault}</p>}
    </form>
  );
};

interface RemoveProps {
  /** `the section greeting`. */
  readonly what: string;
  onRemove(): void;
}

export const Remove = ({ what, onRemove }: RemoveProps) => (
  <IconButton icon={X} size={14} look="danger" label={`Remove ${what}`} title="Remove" onClick={onRemove} />
);
