import type { Schemas } from '#client/client.js';
import { ChoiceField, NumberField, TextField } from '../library/editor/controls.js';
import type { FieldsProps } from '../library/editor/item-editor.js';
import form from '../parts/form/form.module.css';
import { replyClassWords } from './goal-words.js';

type Goal = Schemas['GoalDefinition'];
type Measure = Schemas['Measure'];

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

const targetKinds = {
  none: 'None',
  count: 'So many contacts',
  share: 'A share of those who got it',
} as const;

const targets: Readonly<Record<keyof typeof targetKinds, Goal['target']>> = {
  none: undefined,
  count: { count: 1 },
  share: { share: 0.1 },
};

/** A goal as a form: what for, measured how, and how much of it. */
export const GoalFields = ({ value, onChange, faultsAt }: FieldsProps<Goal>) => {
  const { name, statement, measure } = value;
  return (
    <>
      <TextField
        label="Name"
        pointer="/name"
        faultsAt={faultsAt}
        maxLength={200}
        value={name}
        onChange={(next) => onChange({ ...value, name: next })}
      />
      <TextField
        label="Statement"
        pointer="/statement"
        faultsAt={faultsAt}
        hint="The objective in plain words. Templates may use it as goal.statement."
        rows={3}
        value={statement}
        onChange={(next) => onChange({ ...value, statement: next })}
      />
      <div className={form.pair}>
        <ChoiceField
          label="Measured by"
          pointer="/measure"
          faultsAt={faultsAt}
          value={measure?.kind ?? 'none'}
          choices={measureKinds}
          onChange={(kind) => onChange(withMeasure(value, measures[kind]))}
        />
        {measure?.kind === 'reply' ? (
          <ChoiceField
            label="Which reply"
            pointer="/measure/class"
            faultsAt={faultsAt}
            value={measure.class}
            choices={replyClassWords}
            onChange={(found) => onChange({ ...value, measure: { kind: 'reply', class: found } })}
          />
        ) : null}
        {measure?.kind === 'contact-event' ? (
          <TextField
            label="What they did"
            pointer="/measure/type"
            faultsAt={faultsAt}
            hint="The type that is sent to POST /v1/contact-events, such as order."
            maxLength={100}
            value={measure.type}
            onChange={(type) => onChange({ ...value, measure: { kind: 'contact-event', type } })}
          />
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
      <ChoiceField
        label="Target"
        pointer="/target"
        faultsAt={faultsAt}
        value={kind}
        choices={targetKinds}
        onChange={(next) => withTarget(targets[next])}
      />
      {target === undefined ? null : 'count' in target ? (
        <NumberField
          label="Contacts"
          pointer="/target/count"
          faultsAt={faultsAt}
          value={target.count}
          onChange={(count) => withTarget({ count: count ?? Number.NaN })}
        />
      ) : (
        <NumberField
          label="Share, in percent"
          pointer="/target/share"
          faultsAt={faultsAt}
          value={inPercent(target.share)}
          onChange={(share) => withTarget({ share: (share ?? Number.NaN) / 100 })}
        />
      )}
      {measure?.kind === 'accepted' ? null : (
        <NumberField
          label="Window, in hours"
          pointer="/windowHours"
          faultsAt={faultsAt}
          hint="After the message was accepted. Empty: for ever."
          value={windowHours}
          onChange={(hours) => {
            const { windowHours: _before, ...rest } = value;
            onChange(hours === undefined ? rest : { ...rest, windowHours: hours });
          }}
        />
      )}
    </div>
  );
};

/** 0.07 × 100 is not quite 7. */
const inPercent = (share: number): number => Number((share * 100).toPrecision(12));
