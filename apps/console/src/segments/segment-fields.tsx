import type { Schemas } from '#client/client.js';
import { Field } from '../library/editor/field.js';
import type { FieldsProps } from '../library/editor/item-editor.js';
import { ConditionFields } from './condition-fields.js';
import { newCondition } from './condition-kinds.js';

type Segment = Schemas['SegmentDefinition'];

/** A segment as a form: its name, and its filter condition by condition. */
export const SegmentFields = ({ value, onChange, faultsAt }: FieldsProps<Segment>) => {
  const { filter: _filter, ...everybody } = value;
  return (
    <>
      <Field label="Name" pointer="/name" faults={faultsAt('/name')}>
        {(attributes) => (
          <input
            {...attributes}
            maxLength={200}
            value={value.name}
            onChange={({ target }) => onChange({ ...value, name: target.value })}
          />
        )}
      </Field>
      <Field label="Who" pointer="/filter" faults={faultsAt('/filter')}>
        {(attributes) => (
          <select
            {...attributes}
            value={value.filter === undefined ? 'everybody' : 'some'}
            onChange={({ target }) =>
              onChange(target.value === 'some' ? { ...value, filter: { all: [newCondition('tag')] } } : everybody)
            }
          >
            <option value="everybody">Every contact</option>
            <option value="some">Contacts that pass a filter</option>
          </select>
        )}
      </Field>
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
