import { Plus } from 'lucide-react';
import { Button } from '../parts/button.js';
import fields from '../parts/form/form.module.css';
import { ZoneInput } from '../parts/form/zone-input.js';
import { Panel } from '../parts/panel.js';
import { ExclusionFields } from './exclusion-fields.js';
import { RuleFields } from './rule-fields.js';
import { type FieldsProps, newRule, type RuleForm } from './schedule-form.js';
import styles from './editor.module.css';

/** When it is run: zone, first and last, rules, and what is left out. */
export const WhenFields = ({ form, faultsOf, onChange }: FieldsProps) => {
  const withRules = (rules: readonly RuleForm[]) => onChange({ ...form, rules });
  return (
    <Panel title="When" note="a moment that several rules name is one start">
      <div className={styles.rules}>
        <div className={fields.pair}>
          <label className={fields.field}>
            Time zone
            <ZoneInput
              required
              spellCheck={false}
              value={form.timeZone}
              aria-invalid={faultsOf('/timeZone').length > 0}
              onChange={(timeZone) => onChange({ ...form, timeZone })}
            />
          </label>
          <label className={fields.field}>
            Nothing before
            <input
              type="datetime-local"
              value={form.startsAt}
              onChange={({ target }) => onChange({ ...form, startsAt: target.value })}
            />
          </label>
          <label className={fields.field}>
            Nothing from
            <input
              type="datetime-local"
              value={form.endsAt}
              aria-invalid={faultsOf('/endsAt').length > 0}
              onChange={({ target }) => onChange({ ...form, endsAt: target.value })}
            />
          </label>
        </div>
        {form.rules.map((rule, at) => (
          <RuleFields
            key={rule.key}
            number={at + 1}
            rule={rule}
            timeZone={form.timeZone}
            faults={faultsOf(`/specs/${at}/`)}
            onChange={(next) => withRules(form.rules.map((each) => (each.key === rule.key ? next : each)))}
            onRemove={
              form.rules.length === 1 ? undefined : () => withRules(form.rules.filter(({ key }) => key !== rule.key))
            }
          />
        ))}
        <span>
          <Button
            icon={Plus}
            onClick={() => withRules([...form.rules, newRule(Math.max(...form.rules.map(({ key }) => key)) + 1)])}
          >
            Another rule
          </Button>
        </span>
        <ExclusionFields
          exclusions={form.exclusions}
          faults={faultsOf('/exclusions')}
          onChange={(exclusions) => onChange({ ...form, exclusions })}
        />
      </div>
    </Panel>
  );
};
