import type { Schemas } from '#client/client.js';
import { Field } from '../library/editor/field.js';
import type { FieldsProps } from '../library/editor/item-editor.js';
import { NumberInput } from '../library/editor/number-input.js';
import form from '../parts/form/form.module.css';
import { replyClassWords } from './goal-words.js';

type Goal = Schemas['GoalDefinition'];
type Measure = Schemas['Measure'];
type ReplyClass = Schemas['ReplyClass'];

const measureKinds = {
  none: 'Not measured',
  accepted: 'The message was accepted',
  reply: 'A reply came',
  'contact-event': 'The contact did something that a service reports',
} as const;
type MeasureKind = keyof typeof measureKinds;

const measures: Readonly<Record<MeasureKind, Measure | undefined>> = {
  none: undefined,
  accepted: { kind: 'accepted' },
  reply: { kind: 'reply', class: 'human' },
  'contact-event': { kind: 'contact-event', type: '' },
};

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(record) as Key[];

/** A goal as a form: what for, measured how, and how much of it. */
export const GoalFields = ({ value, onChange, faultsAt }: FieldsProps<Goal>) => {
  const { name, statement, measure } = value;
  return (
    <>
      <Field label="Name" pointer="/name" faults={faultsAt('/name')}>
        {(attributes) => (
          <input
            {...attributes}
            maxLength={200}
            value={name}
            onChange={({ target }) => onChange({ ...value, name: target.value })}
          />
        )}
      </Field>
      <Field
        label="Statement"
        pointer="/statement"
        faults={faultsAt('/statement')}
        hint="The objective in plain words. Templates may use it as goal.statement."
      >
        {(attributes) => (
          <textarea
            {...attributes}
            rows={3}
            value={statement}
            onChange={({ target }) => onChange({ ...value, statement: target.value })}
          />
        )}
      </Field>
      <div className={form.pair}>
        <Field label="Measured by" pointer="/measure" faults={faultsAt('/measure')}>
          {(attributes) => (
            <select
              {...attributes}
              value={measure?.kind ?? 'none'}
              onChange={({ target }) => {
                const kind = keysOf(measureKinds).find((each) => each === target.value) ?? 'none';
                onChange(withMeasure(value, measures[kind]));
              }}
            >
              {keysOf(measureKinds).map((kind) => (
                <option key={kind} value={kind}>
                  {measureKinds[kind]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {measure?.kind === 'reply' ? (
          <Field label="Which reply" pointer="/measure/class" faults={faultsAt('/measure/class')}>
            {(attributes) => (
              <select
                {...attributes}
                value={measure.class}
                onChange={({ target }) => {
                  const found = keysOf<ReplyClass>(replyClassWords).find((each) => each === target.value) ?? 'human';
                  onChange({ ...value, measure: { kind: 'reply', class: found } });
                }}
              >
                {keysOf<ReplyClass>(replyClassWords).map((each) => (
                  <option key={each} value={each}>
                    {replyClassWords[each]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
        {measure?.kind === 'contact-event' ? (
          <Field
            label="What they did"
            pointer="/measure/type"
            faults={faultsAt('/measure/type')}
            hint="The type that is sent to POST /v1/contact-events, such as order."
          >
            {(attributes) => (
              <input
                {...attributes}
                maxLength={100}
                value={measure.type}
                onChange={({ target }) =>
                  onChange({ ...value, measure: { kind: 'contact-event', type: target.value } })
                }
              />
            )}
          </Field>
        ) : null}
      </div>
      {measure === undefined ? null : <TargetFields value={value} onChange={onChange} faultsAt={faultsAt} />}
    </>
  );
};

/** Without a measure there is nothing to reach, and no time to reach it in. */
const withMeasure = ({ measure: _before, target, windowHours, ...rest }: Goal, measure: Measure | undefined): Goal =>
  measure === undefined
    ? rest
    : {
        ...rest,
        measure,
        ...(target === undefined ? {} : { target }),
        ...(windowHours === undefined || measure.kind === 'accepted' ? {} : { windowHours }),
      };

const TargetFields = ({ value, onChange, faultsAt }: FieldsProps<Goal>) => {
  const { target, windowHours, measure } = value;
  const kind = target === undefined ? 'none' : 'count' in target ? 'count' : 'share';
  const withTarget = (next: Goal['target']): void => {
    const { target: _before, ...rest } = value;
    onChange(next === undefined ? rest : { ...rest, target: next });
  };
  return (
    <div className={form.pair}>
      <Field label="Target" pointer="/target" faults={faultsAt('/target')}>
        {(attributes) => (
          <select
            {...attributes}
            value={kind}
            onChange={({ target: { value: next } }) =>
              withTarget(next === 'count' ? { count: 1 } : next === 'share' ? { share: 0.1 } : undefined)
            }
          >
            <option value="none">None</option>
            <option value="count">So many contacts</option>
            <option value="share">A share of those who got it</option>
          </select>
        )}
      </Field>
      {target === undefined ? null : 'count' in target ? (
        <Field label="Contacts" pointer="/target/count" faults={faultsAt('/target/count')}>
          {(attributes) => (
            <NumberInput
              {...attributes}
              value={target.count}
              onChange={(count) => withTarget({ count: count ?? Number.NaN })}
            />
          )}
        </Field>
      ) : (
        <Field label="Share, in percent" pointer="/target/share" faults={faultsAt('/target/share')}>
          {(attributes) => (
            <NumberInput
              {...attributes}
              value={inPercent(target.share)}
              onChange={(share) => withTarget({ share: (share ?? Number.NaN) / 100 })}
            />
          )}
        </Field>
      )}
      {measure?.kind === 'accepted' ? null : (
        <Field
          label="Window, in hours"
          pointer="/windowHours"
          faults={faultsAt('/windowHours')}
          hint="After the message was accepted. Empty: for ever."
        >
          {(attributes) => (
            <NumberInput
              {...attributes}
              value={windowHours}
              onChange={(hours) => {
                const { windowHours: _before, ...rest } = value;
                onChange(hours === undefined ? rest : { ...rest, windowHours: hours });
              }}
            />
          )}
        </Field>
      )}
    </div>
  );
};

/** 0.07 × 100 is not quite 7. */
const inPercent = (share: number): number => Number((share * 100).toPrecision(12));
