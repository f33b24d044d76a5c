import { channelParts, type TemplatePart } from '#domain/campaign/channel-needs.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { type CompiledCampaign, type CompiledText, compileCampaign } from './compile.js';
import { cleanLine, cleanText, TemplateRefusal } from './escape.js';
import { type Budget, type Failure, failureOf, type Forgiven, newBudget, renderText } from './render-text.js';
import { templateCache } from './template-cache.js';
import { type MessageInput, scopeOf, type UsedVariable, usedVariable, type Values, valuesOf } from './values.js';
import { onceEach, type VariableName } from './variable-names.js';

/** What leaves, by part; only the parts that the channel sends and the template has. */
export type MessageContent = { readonly [part in TemplatePart]?: string };

export type RenderedMessage =
  | {
      readonly ok: true;
      readonly content: MessageContent;
      /** By the name the template says, such as `first_name` or `contact.attributes.plan`. */
      readonly variables: Readonly<Record<string, UsedVariable>>;
    }
  | {
      readonly ok: false;
      /** Every variable that has no value and is needed, sorted. Empty when something else is wrong. */
      readonly missing: readonly string[];
      /** Holds no data of the contact: may be stored in events and logs. */
      readonly detail: string;
      /** The engine's own words, which may quote the contact's data: for previews, never for logs. */
      readonly cause?: string;
    };

/**
 * Renders one message of a campaign version. Pure: equal inputs give equal results, in every process.
 * A variable without a value makes the whole message fail, unless the template asks for it by `if`, `unless` or
 * as the first thing before the filter `default`.
 */
export const renderMessage = (input: MessageInput): RenderedMessage => {
  const { hash, definition } = input.campaign;
  const plan = plans(hash, () => planOf(definition));
  const [fault] = plan.campaign.faults;
  if (fault !== undefined) {
    const { pointer, line, column, detail } = fault;
    return { ok: false, missing: [], detail: `${pointer}, line ${line}, column ${column}: ${detail}` };
  }
  const values = valuesOf(input);
  const scope = scopeOf(values, plan.variables);
  const first = attempt(plan, scope, nothing);
  // A process that was stopped in the middle looks slow once; a template that is slow is so again.
  const result = !first.ok && first.failure.kind === 'too-slow' ? attempt(plan, scope, nothing) : first;
  if (result.ok) return { ok: true, content: result.content, variables: usedVariables(plan, values, result.sections) };
  const { part, failure } = result;
  switch (failure.kind) {
    case 'missing': {
      const missing = allMissing(plan, scope, failure);
      return { ok: false, missing, detail: `no value for ${missing.join(', ')}` };
    }
    case 'too-slow':
      return { ok: false, missing: [], detail: `${part}: it takes too long` };
    case 'failed':
      return { ok: false, missing: [], detail: `${part}: ${failure.detail}`, cause: failure.cause };
  }
};

/** A campaign's texts as one message of its channel needs them. */
interface Plan {
  readonly campaign: CompiledCampaign;
  readonly parts: readonly (readonly [TemplatePart, CompiledText])[];
  /** Of all parts and the sections they use, each name once. */
  readonly variables: readonly VariableName[];
}

const plans = templateCache<Plan>(50);

const planOf = (definition: CampaignDefinition): Plan => {
  const campaign = compileCampaign(definition);
  const parts = channelParts[definition.channel].flatMap((part): [TemplatePart, CompiledText][] => {
    const text = campaign.parts[part];
    return text === undefined ? [] : [[part, text]];
  });
  const sections = [...campaign.sections].filter(([name]) => campaign.usedSections.has(name));
  const variables = [...parts, ...sections].flatMap(([, text]) => text.variables);
  return { campaign, parts, variables: onceEach(variables) };
};

const nothing: Forgiven = new Set();

type Attempt =
  | { readonly ok: true; readonly content: MessageContent; readonly sections: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly part: TemplatePart; readonly failure: Failure };

const attempt = (plan: Plan, scope: object, forgiven: Forgiven): Attempt => {
  const budget = newBudget();
  const { instructions, rendered } = lazySections(plan, scope, budget, forgiven);
  const partScope: object = Object.assign(Object.create(null), scope, { instructions });
  const content: { [part in TemplatePart]?: string } = {};
  for (const [part, text] of plan.parts) {
    try {
      content[part] = finish[part](renderText(text, partScope, budget, forgiven));
    } catch (error) {
      return { ok: false, part, failure: failureOf(error) };
    }
  }
  return { ok: true, content, sections: rendered };
};

/**
 * Sections are rendered when a part reaches them: one inside an `if` that is not taken needs no variables. Each once, also
 * one that fails: what it took of the budget is not taken twice.
 */
const lazySections = (plan: Plan, scope: object, budget: Budget, forgiven: Forgiven) => {
  const rendered = new Map<string, string>();
  const failed = new Map<string, unknown>();
  const instructions: object = Object.create(null);
  for (const [name, section] of plan.campaign.sections) {
    const get = (): string => {
      if (failed.has(name)) throw failed.get(name);
      const known = rendered.get(name);
      if (known !== undefined) return known;
      try {
        const text = renderText(section, scope, budget, forgiven);
        rendered.set(name, text);
        return text;
      } catch (error) {
        failed.set(name, error);
        throw error;
      }
    };
    Object.defineProperty(instructions, name, { enumerable: true, get });
  }
  return { instructions, rendered };
};

const longestSubject = 998;

/** The last step of each part: what it must be to leave. */
const finish: Record<TemplatePart, (text: string) => string> = {
  subject: (text) => {
    const line = cleanLine(text);
    if (line.length > longestSubject) throw new TemplateRefusal(`it has more than ${longestSubject} characters`);
    return line;
  },
  text: cleanText,
  html: cleanText,
  body: (text) => {
    try {
      JSON.parse(text);
    } catch {
      throw new TemplateRefusal('it is not JSON; write whole values with the filter json');
    }
    return text;
  },
};

const mostMissing = 100;

/** Renders again and again, each time forgiving one more, until nothing is missing any longer. */
const allMissing = (plan: Plan, scope: object, first: Failure): readonly string[] => {
  const forgiven = new Set<string>();
  const names = new Set<string>();
  let failure = first;
  while (failure.kind === 'missing' && !forgiven.has(failure.path) && forgiven.size < mostMissing) {
    forgiven.add(failure.path);
    names.add(failure.name);
    const next = attempt(plan, scope, forgiven);
    if (next.ok) break;
    failure = next.failure;
  }
  return [...names].toSorted();
};

/** What the parts and the sections that were rendered name, as far as there was a value. */
const usedVariables = (
  plan: Plan,
  values: Values,
  sections: ReadonlyMap<string, string>,
): Readonly<Record<string, UsedVariable>> => {
  const found: (readonly [string, UsedVariable])[] = [];
  const take = ({ variables }: CompiledText): void => {
    for (const name of variables) {
      const variable = usedVariable(values, name);
      if (variable !== undefined) found.push([name.name, variable]);
    }
  };
  for (const [, text] of plan.parts) take(text);
  for (const [name, text] of plan.campaign.sections) if (sections.has(name)) take(text);
  for (const [name, value] of sections) found.push([`instructions.${name}`, { value, origin: 'instructions' }]);
  return Object.fromEntries(found);
};
