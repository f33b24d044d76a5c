import { channelParts } from '#domain/campaign/channel-needs.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { compileCampaign, type TemplateFault } from './compile.js';

/** Every place in the template and the sections that can never be rendered. */
export const parseTemplate = (definition: CampaignDefinition): readonly TemplateFault[] =>
  compileCampaign(definition).faults;

/** What the texts that the channel sends refer to, told from the texts alone. */
export interface TemplateVariables {
  /**
   * As the template says them (`plan`, `contact.attributes.plan`, `vars.code`), sorted; also those that are only
   * asked for by `if` or `default`, so a contact without one need not fail. Render to know who lacks what.
   */
  readonly variables: readonly string[];
  readonly usedSections: readonly string[];
  readonly unusedSections: readonly string[];
}

/** Texts that do not parse refer to nothing. */
export const variablesOf = (definition: CampaignDefinition): TemplateVariables => {
  const { parts, sections, usedSections } = compileCampaign(definition);
  const texts = [
    ...channelParts[definition.channel].flatMap((part) => parts[part] ?? []),
    ...[...sections].filter(([name]) => usedSections.has(name)).map(([, text]) => text),
  ];
  const names = texts.flatMap(({ variables }) => variables.map(({ name }) => name));
  const all = Object.keys(definition.instructions.sections);
  return {
    variables: [...new Set(names)].toSorted(),
    usedSections: all.filter((name) => usedSections.has(name)),
    unusedSections: all.filter((name) => !usedSections.has(name)),
  };
};
