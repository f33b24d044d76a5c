import { type Liquid, LiquidError, type Template } from 'liquidjs';
import { channelParts, templateParts, type TemplatePart } from '#domain/campaign/channel-needs.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { type Fault, pointerTo } from '#domain/kernel/fault.js';
import { partEngines, sectionEngine } from './engine.js';
import { type PlainText, plainTextOf } from './plain-text.js';
import { type VariableName, variableNames } from './variable-names.js';

/**
 * - `template-syntax`: Liquid cannot read it, or it uses a tag or filter that messages do not have.
 * - `too-much-code`: more than `largestCode` characters between delimiters.
 * - `unknown-section`: `instructions.<name>` without a section of that name.
 * - `section-in-section`: a section cannot take in sections.
 * - `unknown-member`: something that contact, goal or campaign do not have.
 */
export type TemplateFaultCode =
  | 'template-syntax'
  | 'too-much-code'
  | 'unknown-section'
  | 'section-in-section'
  | 'unknown-member';

/** A place in a campaign's template or sections that can never be rendered. Line and column count from 1. */
export interface TemplateFault extends Fault<TemplateFaultCode> {
  readonly line: number;
  readonly column: number;
}

/** Characters of Liquid in one text, delimiters included: with more, finding the variables would take too long. */
export const largestCode = 20_000;

export interface CompiledText {
  readonly engine: Liquid;
  readonly templates: Template[];
  /** The same, where it needs no engine. */
  readonly plain: PlainText | null;
  /** Each name once, at its first place. */
  readonly variables: readonly VariableName[];
}

/** A campaign's texts, parsed. What did not parse is absent and has a fault. */
export interface CompiledCampaign {
  readonly parts: { readonly [part in TemplatePart]?: CompiledText };
  readonly sections: ReadonlyMap<string, CompiledText>;
  /** Sections named by the parts that the channel sends; all of them when a part computes the name. */
  readonly usedSections: ReadonlySet<string>;
  readonly faults: readonly TemplateFault[];
}

/** A published definition never changes: what was made of it is kept for as long as somebody has it. */
const compiled = new WeakMap<CampaignDefinition, CompiledCampaign>();

export const compileCampaign = (definition: CampaignDefinition): CompiledCampaign => {
  const known = compiled.get(definition);
  if (known !== undefined) return known;
  const fresh = compileTexts(definition);
  compiled.set(definition, fresh);
  return fresh;
};

const compileTexts = ({ channel, template, instructions }: CampaignDefinition): CompiledCampaign => {
  const faults: TemplateFault[] = [];
  const compile = (pointer: string, text: string, engine: Liquid): CompiledText | undefined => {
    const compiled = compileText(pointer, text, engine);
    if ('code' in compiled) faults.push(compiled);
    return 'code' in compiled ? undefined : compiled;
  };
  const sectionNames = Object.keys(instructions.sections);

  const parts: { [part in TemplatePart]?: CompiledText } = {};
  for (const part of templateParts) {
    const text = template[part];
    if (text === undefined) continue;
    const pointer = `/template/${part}`;
    const compiled = compile(pointer, text, partEngines[part]);
    if (compiled === undefined) continue;
    parts[part] = compiled;
    faults.push(...memberFaults(pointer, compiled.variables), ...sectionFaults(pointer, compiled, sectionNames));
  }

  const sections = new Map<string, CompiledText>();
  for (const [name, text] of Object.entries(instructions.sections)) {
    const pointer = `/instructions/sections${pointerTo(name)}`;
    const compiled = compile(pointer, text, sectionEngine);
    if (compiled === undefined) continue;
    sections.set(name, compiled);
    faults.push(...memberFaults(pointer, compiled.variables), ...nestingFaults(pointer, compiled));
  }

  const sent = channelParts[channel].flatMap((part) => parts[part]?.variables ?? []);
  const named = sent.filter(isSection).map(({ path }) => path[1]);
  const usedSections = named.includes(undefined) ? sectionNames : sectionNames.filter((name) => named.includes(name));
  return { parts, sections, usedSections: new Set(usedSections), faults };
};

const compileText = (pointer: string, text: string, engine: Liquid): CompiledText | TemplateFault => {
  const size = codeSize(text);
  if (size > largestCode) {
    const detail = `has ${size} characters of Liquid, the limit is ${largestCode}`;
    return { pointer, code: 'too-much-code', detail, line: 1, column: 1 };
  }
  try {
    const templates = engine.parse(text);
    return { engine, templates, plain: plainTextOf(engine, templates), variables: variableNames(engine, templates) };
  } catch (error) {
    return syntaxFault(pointer, error);
  }
};

const syntaxFault = (pointer: string, error: unknown): TemplateFault => {
  const message = error instanceof Error ? error.message : String(error);
  const [line = 1, column = 1] = LiquidError.is(error) ? error.token.getPosition() : [];
  const tooDeep = error instanceof RangeError || message.startsWith('Maximum call stack');
  const detail = tooDeep ? 'is nested too deeply' : message.replace(/, line:\d+, col:\d+$/, '');
  return { pointer, code: 'template-syntax', detail, line, column };
};

/** Looks for delimiters only: a regular expression would start again at every one that is not closed. */
const codeSize = (text: string): number => {
  let size = 0;
  for (let at = 0; at < text.length;) {
    const output = text.indexOf('{{', at);
    const tag = text.indexOf('{%', at);
    if (output === -1 && tag === -1) break;
    const isOutput = tag === -1 || (output !== -1 && output < tag);
    const begin = isOutput ? output : tag;
    const end = text.indexOf(isOutput ? '}}' : '%}', begin + 2);
    const after = end === -1 ? text.length : end + 2;
    size += after - begin;
    at = after;
  }
  return size;
};

const members: Readonly<Record<string, readonly string[]>> = {
  contact: ['externalId', 'email', 'name', 'timeZone', 'locale', 'attributes'],
  goal: ['name', 'statement'],
  campaign: ['name'],
};

const memberFaults = (pointer: string, variables: readonly VariableName[]): readonly TemplateFault[] =>
  variables.flatMap(({ path: [root, member], line, column }) => {
    const known = Object.hasOwn(members, root) ? members[root] : undefined;
    if (known === undefined || member === undefined || known.includes(member)) return [];
    const detail = `"${root}" has no "${member}", only ${known.join(', ')}`;
    return [{ pointer, code: 'unknown-member', detail, line, column }];
  });

const isSection = ({ path: [root] }: VariableName): boolean => root === 'instructions';

const sectionFaults = (
  pointer: string,
  { variables }: CompiledText,
  sectionNames: readonly string[],
): readonly TemplateFault[] =>
  variables
    .filter(isSection)
    .flatMap(({ path: [, section], line, column }) =>
      section === undefined || sectionNames.includes(section)
        ? []
        : [{ pointer, code: 'unknown-section', detail: `there is no section "${section}"`, line, column }],
    );

const nestingFaults = (pointer: string, { variables }: CompiledText): readonly TemplateFault[] =>
  variables.filter(isSection).map(({ line, column }) => ({
    pointer,
    code: 'section-in-section',
    detail: 'a section cannot take in sections',
    line,
    column,
  }));
