import { Plus, X } from 'lucide-react';
import { Button } from '../parts/button.js';
import { ZoneInput } from '../parts/form/zone-input.js';
import { IconButton } from '../parts/icon-button.js';
import { channelWords } from '../runs/words.js';
import { fieldId } from '../library/editor/field.js';
import { asKind, conditionKindNames, conditionKinds, kindOf, newCondition, valueOf } from './condition-kinds.js';
import styles from './condition-fields.module.css';
import { type AttributeFilter, type Filter, operatorWords } from './segment-words.js';

interface ConditionFieldsProps {
  readonly condition: Filter;
  readonly pointer: string;
  /** For those who do not see where it stands: `Condition 2 of the filter`. */
  readonly name: string;
  readonly depth: number;
  faultsAt(pointer: string): readonly string[];
  onChange(condition: Filter): void;
  onRemove?: () => void;
}

/** The API takes no deeper filter. */
const deepest = 10;

/** One condition, or a group of them with its own. */
export const ConditionFields = (props: ConditionFieldsProps) => {
  const { condition, pointer, name, depth, faultsAt, onChange, onRemove } = props;
  const kind = kindOf(condition);
  const faults = faultsAt(pointer);
  const kinds = depth < deepest ? conditionKindNames : conditionKindNames.filter((each) => !isGroupKind(each));
  return (
    <div className={styles.condition} role="group" aria-label={name}>
      <div className={styles.line}>
        <select
          id={fieldId(pointer) === fieldId('/filter') ? undefined : fieldId(pointer)}
          className={styles.kind}
          aria-label={`${name}: kind`}
          value={kind}
          onChange={({ target }) => {
            const next = conditionKindNames.find((each) => each === target.value);
            if (next !== undefined) onChange(asKind(condition, next));
          }}
        >
          {kinds.map((each) => (
            <option key={each} value={each}>
              {conditionKinds[each]}
            </option>
          ))}
        </select>
        <Simple {...props} />
        {onRemove === undefined ? null : <IconButton icon={X} label={`Remove: ${name}`} onClick={onRemove} />}
      </div>
      {faults.length === 0 ? null : <p className={styles.fault}>{faults.join('; ')}</p>}
      <Group {...props} />
    </div>
  );
};

const isGroupKind = (kind: string): boolean => kind === 'all' || kind === 'any' || kind === 'not';

const groupOf = (condition: Filter): { readonly kind: 'all' | 'any'; readonly inside: readonly Filter[] } | null =>
  'all' in condition
    ? { kind: 'all', inside: condition.all }
    : 'any' in condition
      ? { kind: 'any', inside: condition.any }
      : null;

const Group = ({ condition, pointer, name, depth, faultsAt, onChange }: ConditionFieldsProps) => {
  if ('not' in condition)
    return (
      <div className={styles.inside}>
        <ConditionFields
          condition={condition.not}
          pointer={`${pointer}/not`}
          name={`Condition that must not hold, of ${name.toLowerCase()}`}
          depth={depth + 1}
          faultsAt={faultsAt}
          onChange={(not) => onChange({ not })}
        />
      </div>
    );
  const group = groupOf(condition);
  if (group === null) return null;
  const { kind, inside } = group;
  const change = (next: readonly Filter[]): void => onChange(kind === 'all' ? { all: [...next] } : { any: [...next] });
  return (
    <div className={styles.inside}>
      {inside.map((each, place) => (
        // A condition has no name of its own: it is the one at this place.
        <ConditionFields
          key={place}
          condition={each}
          pointer={`${pointer}/${kind}/${place}`}
          name={`Condition ${place + 1} of ${name.toLowerCase()}`}
          depth={depth + 1}
          faultsAt={faultsAt}
          onChange={(next) => change(inside.with(place, next))}
          {...(inside.length > 1 ? { onRemove: () => change(inside.toSpliced(place, 1)) } : {})}
        />
      ))}
      <div>
        <Button look="ghost" icon={Plus} onClick={() => change([...inside, newCondition('tag')])}>
          Add a condition
        </Button>
      </div>
    </div>
  );
};

/** What the condition is about, in one line. */
const Simple = ({ condition, pointer, name, faultsAt, onChange }: ConditionFieldsProps) => {
  const marks = (member: string) => ({
    id: fieldId(`${pointer}/${member}`),
    'aria-invalid': faultsAt(`${pointer}/${member}`).length > 0,
    title: faultsAt(`${pointer}/${member}`).join('; ') || undefined,
  });
  if ('tag' in condition)
    return (
      <input
        {...marks('tag')}
        aria-label={`${name}: tag`}
        value={condition.tag}
        onChange={({ target }) => onChange({ tag: target.value })}
      />
    );
  if ('timeZone' in condition)
    return (
      <ZoneInput
        {...marks('timeZone')}
        aria-label={`${name}: time zone`}
        value={condition.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
      />
    );
  if ('consent' in condition) {
    const { channel, state } = condition.consent;
    return (
      <>
        <select
          aria-label={`${name}: channel`}
          value={channel}
          onChange={({ target }) => onChange({ consent: { channel: target.value, state } })}
        >
          {Object.entries(channelWords).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <select
          aria-label={`${name}: state`}
          value={state}
          onChange={({ target }) => {
            const next = consentStates.find((each) => each === target.value);
            if (next !== undefined) onChange({ consent: { channel, state: next } });
          }}
        >
          {consentStates.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </>
    );
  }
  if ('attribute' in condition)
    return <Attribute condition={condition} name={name} marks={marks} onChange={onChange} />;
  return null;
};

const consentStates = ['granted', 'withdrawn', 'unknown'] as const;
const operators = Object.keys(operatorWords) as readonly AttributeFilter['op'][];

interface AttributeProps {
  readonly condition: AttributeFilter;
  readonly name: string;
  marks(member: string): object;
  onChange(condition: AttributeFilter): void;
}

const Attribute = ({ condition, name, marks, onChange }: AttributeProps) => {
  const { attribute, op, value } = condition;
  return (
    <>
      <input
        {...marks('attribute')}
        aria-label={`${name}: attribute`}
        placeholder="name"
        value={attribute}
        onChange={({ target }) => onChange({ ...condition, attribute: target.value })}
      />
      <select
        aria-label={`${name}: comparison`}
        value={op}
        onChange={({ target }) => {
          const next = operators.find((each) => each === target.value);
          if (next === 'exists') onChange({ attribute, op: next });
          else if (next !== undefined) onChange({ attribute, op: next, value: value ?? '' });
        }}
      >
        {operators.map((each) => (
          <option key={each} value={each}>
            {operatorWords[each]}
          </option>
        ))}
      </select>
      {op === 'exists' ? null : (
        <input
          {...marks('value')}
          aria-label={`${name}: value`}
          placeholder="value"
          value={value === undefined ? '' : String(value)}
          onChange={({ target }) => onChange({ ...condition, value: valueOf(target.value) })}
        />
      )}
    </>
  );
};
