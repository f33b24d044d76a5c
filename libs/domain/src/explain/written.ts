import { channelParts } from '../campaign/channel-needs.js';
import type { CampaignDefinition } from '../campaign/messages.js';
import type { GoalDefinition } from '../goal/messages.js';
import type { Json } from '../kernel/message.js';
import type { Pin } from '../run/messages.js';
import type { SegmentDefinition } from '../segment/messages.js';
import type { SenderDefinition } from '../sender/messages.js';
import type { Evidence, Fact, FactValues } from './facts.js';

/** A published version, with the event that published it. */
export interface Published<Definition> {
  readonly pin: Pin;
  readonly definition: Definition;
  readonly event: Evidence;
}

/** The definitions that a run is made of. Null: none is named, or the log lacks it. */
export interface Definitions {
  readonly campaign: Published<CampaignDefinition>;
  readonly goal: Published<GoalDefinition> | null;
  readonly segment: Published<SegmentDefinition> | null;
  readonly sender: Published<SenderDefinition> | null;
}

/** What the texts of a campaign version refer to. */
export interface TextUses {
  readonly sections: readonly string[];
  /** As the texts say them: `plan`, `goal.statement`. */
  readonly variables: readonly string[];
}

type Written = 'instructions' | 'template' | 'goal' | 'sender';

/** What definitions say of the messages that are made from them. */
export const writtenFacts = (
  { campaign, goal, sender }: Definitions,
  uses: TextUses,
): { readonly [F in Written]: Fact<FactValues[F]> | null } => ({
  instructions: { value: instructionsOf(campaign, uses), events: [campaign.event] },
  template: { value: templateOf(campaign, uses), events: [campaign.event] },
  goal:
    goal === null
      ? null
      : {
          value: { pin: goal.pin, definition: goal.definition, used: membersUsed('goal', uses) },
          events: [goal.event],
        },
  sender: {
    value: sender === null ? { pin: null, definition: null } : { pin: sender.pin, definition: withoutLimits(sender) },
    events: sender === null ? [] : [sender.event],
  },
});

const instructionsOf = (
  { pin, definition: { instructions } }: Published<CampaignDefinition>,
  { sections }: TextUses,
): FactValues['instructions'] => {
  const [used, unused] = split(instructions.sections, (name) => sections.includes(name));
  return { version: pin.version, used, unused, prose: instructions.prose };
};

const templateOf = ({ pin, definition }: Published<CampaignDefinition>, uses: TextUses): FactValues['template'] => {
  const { channel, template, defaults, writer, name } = definition;
  const sent: readonly string[] = channelParts[channel];
  const [parts, otherParts] = split({ ...template }, (part) => sent.includes(part));
  const [filled, otherDefaults] = split(defaults, (variable) => uses.variables.includes(variable));
  const [named, otherNamed] = split({ name }, (member) => membersUsed('campaign', uses).includes(member));
  return {
    version: pin.version,
    parts: template,
    variables: uses.variables,
    used: { channel, writer, parts, defaults: filled, campaign: named },
    unused: { parts: otherParts, defaults: otherDefaults, campaign: otherNamed },
  };
};

/** `goal.statement` → `statement`; a text that takes in the whole of it takes in everything. */
const membersUsed = (root: 'goal' | 'campaign', { variables }: TextUses): readonly string[] =>
  variables.flatMap((variable) => {
    if (variable === root) return ['name', 'statement'];
    return variable.startsWith(`${root}.`) ? [variable.slice(root.length + 1)] : [];
  });

const withoutLimits = ({ definition: { limits: _, ...rest } }: Published<SenderDefinition>) => rest;

const split = <Value extends Json>(
  record: { readonly [name: string]: Value | undefined },
  first: (name: string) => boolean,
): readonly [{ readonly [name: string]: Value }, { readonly [name: string]: Value }] => {
  const yes: { [name: string]: Value } = {};
  const no: { [name: string]: Value } = {};
  for (const [name, value] of Object.entries(record)) if (value !== undefined) (first(name) ? yes : no)[name] = value;
  return [yes, no];
};
