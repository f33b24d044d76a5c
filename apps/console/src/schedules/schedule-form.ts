import { localZone } from '../frame/local-zone.js';
import { wallTimeOf } from '../parts/wall-time.js';
import { instantIn, isShownAs } from './zoned.js';
import type { Schedule, ScheduleBody } from './schedules-queries.js';
import { readWeekly, weeklyCron } from './weekly.js';

export const ruleKinds = ['weekly', 'interval', 'once', 'cron'] as const;
export type RuleKind = (typeof ruleKinds)[number];
export const units = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
export type Unit = keyof typeof units;

/** One rule of when, with what was typed for every kind: changing the kind loses nothing. */
export interface RuleForm {
  readonly key: number;
  readonly kind: RuleKind;
  /** `09:00`; none of the days: every day. */
  readonly time: string;
  readonly days: readonly number[];
  readonly every: string;
  readonly unit: Unit;
  /** Seconds past each full one. */
  readonly phase: string;
  readonly at: string;
  /** The instant that was stored: its field knows neither seconds nor which of two equal times is meant. */
  readonly wasAt?: string;
  readonly expression: string;
}

type Definition = Schedule['definition'];
type Spec = Definition['specs'][number];

/** A schedule as it is typed. Numbers stay texts, so that nobody's typing is corrected. */
export interface ScheduleForm {
  readonly name: string;
  readonly campaignId: string;
  readonly campaignVersion: string;
  readonly timeZone: string;
  readonly rules: readonly RuleForm[];
  readonly exclusions: readonly { readonly from: string; readonly to: string }[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly jitterSeconds: string;
  readonly gap: Definition['gap'];
  readonly repeated: Definition['repeated'];
  readonly overlap: Definition['overlap'];
  readonly mostOpenRuns: string;
  readonly catchUpSeconds: string;
  readonly startWithinSeconds: string;
  readonly pauseOnFailure: boolean;
}

/** What each part of the editor works on. */
export interface FieldsProps {
  readonly form: ScheduleForm;
  /** What the API found wrong at or below a JSON Pointer. */
  faultsOf(pointer: string): readonly { readonly detail: string }[];
  onChange(form: ScheduleForm): void;
}

export const newRule = (key: number): RuleForm => ({
  key,
  kind: 'weekly',
  time: '09:00',
  days: [],
  every: '15',
  unit: 'minutes',
  phase: '0',
  at: '',
  expression: '0 9 * * 1-5',
});

export const newForm = (campaignId: string): ScheduleForm => ({
  name: '',
  campaignId,
  campaignVersion: '',
  timeZone: localZone,
  rules: [newRule(0)],
  exclusions: [],
  startsAt: '',
  endsAt: '',
  jitterSeconds: '0',
  gap: 'shift',
  repeated: 'first',
  overlap: 'skip',
  mostOpenRuns: '10',
  catchUpSeconds: '3600',
  startWithinSeconds: '',
  pauseOnFailure: false,
});

export const formOf = (definition: Definition): ScheduleForm => {
  const { timeZone, startsAt, endsAt, startWithinSeconds, campaignVersion, exclusions } = definition;
  return {
    name: definition.name,
    campaignId: definition.campaignId,
    campaignVersion: campaignVersion === 'latest' ? '' : String(campaignVersion),
    timeZone,
    rules: definition.specs.map((spec, key) => ruleOf(spec, key, timeZone)),
    exclusions: exclusions.map(({ from, to = from }) => ({ from, to })),
    startsAt: startsAt === undefined ? '' : wallTimeOf(startsAt, timeZone),
    endsAt: endsAt === undefined ? '' : wallTimeOf(endsAt, timeZone),
    jitterSeconds: String(definition.jitterSeconds),
    gap: definition.gap,
    repeated: definition.repeated,
    overlap: definition.overlap,
    mostOpenRuns: String(definition.mostOpenRuns),
    catchUpSeconds: String(definition.catchUpSeconds),
    startWithinSeconds: startWithinSeconds === undefined ? '' : String(startWithinSeconds),
    pauseOnFailure: definition.pauseOnFailure,
  };
};

const ruleOf = (spec: Spec, key: number, timeZone: string): RuleForm => {
  const rule = newRule(key);
  switch (spec.kind) {
    case 'once':
      return { ...rule, kind: 'once', at: wallTimeOf(spec.at, timeZone), wasAt: spec.at };
    case 'interval': {
      const { everySeconds, phaseSeconds = 0 } = spec;
      const unit =
        (['days', 'hours', 'minutes'] as const).find((each) => everySeconds % units[each] === 0) ?? 'seconds';
      return {
        ...rule,
        kind: 'interval',
        every: String(everySeconds / units[unit]),
        unit,
        phase: String(phaseSeconds),
      };
    }
    case 'cron': {
      const weekly = readWeekly(spec.expression);
      return { ...rule, expression: spec.expression, ...(weekly === null ? { kind: 'cron' } : weekly) };
    }
  }
};

/** As the API takes it. Whether it is a schedule is for the API to say, with the place of every fault. */
export const bodyOf = (form: ScheduleForm): ScheduleBody => ({
  name: form.name.trim(),
  campaignId: form.campaignId,
  ...(form.campaignVersion === '' ? {} : { campaignVersion: Number(form.campaignVersion) }),
  timeZone: form.timeZone.trim(),
  specs: form.rules.map((rule) => specOf(rule, form.timeZone.trim())),
  exclusions: form.exclusions
    .filter(({ from }) => from !== '')
    .map(({ from, to }) => ({ from, to: to === '' ? from : to })),
  ...(form.startsAt === '' ? {} : { startsAt: instantIn(form.timeZone, form.startsAt) }),
  ...(form.endsAt === '' ? {} : { endsAt: instantIn(form.timeZone, form.endsAt) }),
  jitterSeconds: Number(form.jitterSeconds),
  gap: form.gap,
  repeated: form.repeated,
  overlap: form.overlap,
  mostOpenRuns: Number(form.mostOpenRuns),
  catchUpSeconds: Number(form.catchUpSeconds),
  ...(form.startWithinSeconds === '' ? {} : { startWithinSeconds: Number(form.startWithinSeconds) }),
  pauseOnFailure: form.pauseOnFailure,
});

const specOf = (rule: RuleForm, timeZone: string): ScheduleBody['specs'][number] => {
  switch (rule.kind) {
    case 'weekly':
      return { kind: 'cron', expression: weeklyCron(rule) };
    case 'cron':
      return { kind: 'cron', expression: rule.expression.trim() };
    case 'once':
      return rule.wasAt !== undefined && isShownAs(rule.wasAt, timeZone, rule.at)
        ? { kind: 'once', at: rule.wasAt }
        : { kind: 'once', at: { local: rule.at, timeZone } };
    case 'interval':
      return {
        kind: 'interval',
        everySeconds: Number(rule.every) * units[rule.unit],
        phaseSeconds: Number(rule.phase),
      };
  }
};
