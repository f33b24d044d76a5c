import type { Schemas } from '#client/client.js';
import { ChoiceField, TextField } from '../library/editor/controls.js';
import type { FieldsProps } from '../library/editor/item-editor.js';
import { ConditionFields } from './condition-fields.js';
import { newCondition } from './condition-kinds.js';

type Segment = Schemas['SegmentDefinition'];

const audiences = { everybody: 'Every contact', some: 'Contacts that pass a filter' } as const;

/** A segment as a form: its name, and its filter condition by condition. */
export const SegmentFields = ({ value, onChange, faultsAt }: FieldsProps<Segment>) => {
  const { filter: _filter, ...everybody } = value;
  return (
    <>
      <TextField
        label="Name"
        pointer="/name"
        faultsAt={faultsAt}
        maxLength={200}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
      />
      <ChoiceField
        label="Who"
        pointer="/filter"
        faultsAt={faultsAt}
        value={value.filter === undefined ? 'everybody' : 'some'}
        choices={audiences}
        onChange={(next) =>
          onChange(next === 'some' ? { ...value, filter: { all: [newCondition('tag')] } } : everybody)
        }
      />
      {value.filter === undefined ? null : (
        <ConditionFields
          condition={value.filter}
          pointer="/filter"
          name="Filter"
          depth={1}
          faultsAt={faultsAt}
          onChange={(filter) => onChange({ ...value, filter })}
        />
      )}
    </>
  );
};
