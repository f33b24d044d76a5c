import { canonicalJson } from '../kernel/canonical-json.js';
import { type Fault, fault, pointerTo } from '../kernel/fault.js';
import type { Json } from '../kernel/message.js';
import { isIdentifier, lineFaults, type TextFaultCode, textFaults, utf8Length } from '../kernel/text.js';
import { faultsOfQuietHours, type QuietFaultCode } from '../quiet-hours/faults.js';
import { isStartWithin } from '../run/time-to-live.js';
import type { ZoneRules } from '../schedule/zone.js';
import { templateParts } from './channel-needs.js';
import { concurrencyRule, isConcurrency } from './concurrency.js';
import { type CampaignDefinition, channelKinds } from './messages.js';

/** Bytes of UTF-8 that one text of a campaign may have: prose, a section, a part of the template. */
export const largestText = 100_000;

/** Bytes of UTF-8 of the whole definition as JSON: one event holds it, and an append holds at most 512 KiB. */
export const largestCampaign = 400_000;

export const mostSections = 50;

/** Words that templates find their data under; a variable of this name could never be read. */
export const reservedVariables = ['contact', 'goal', 'campaign', 'instructions', 'vars', 'unsubscribe_url'] as const;

export type CampaignFaultCode =
  | TextFaultCode
  | QuietFaultCode
  | 'wrong-type'
  | 'not-a-name'
  | 'reserved-name'
  | 'too-many'
  | 'out-of-range'
  | 'unknown-word';

type Faults = readonly Fault<CampaignFaultCode>[];

/**
 * Everything that is wrong with a campaign of the right shape. What it still lacks before it can run is for
 * preflight: a campaign may be stored half written.
 */
export const faultsOfCampaign = (campaign: CampaignDefinition, zones: ZoneRules): Faults => {
  const { maxRecipients, concurrentRuns, quietHours, startWithinSeconds } = campaign.limits;
  return [
    ...lineFaults('/name', campaign.name, 200),
    ...(channelKinds.includes(campaign.channel)
      ? []
      : [fault('/channel', 'unknown-word', `must be one of ${channelKinds.join(', ')}`)]),
    ...textFaults('/instructions/prose', campaign.instructions.prose, largestText),
    ...sectionFaults(campaign.instructions.sections),
    ...templateParts.flatMap((part) => {
      const text = campaign.template[part];
      return text === undefined ? [] : textFaults(`/template/${part}`, text, largestText);
    }),
    ...defaultFaults(campaign.defaults),
    ...(maxRecipients === undefined || (Number.isSafeInteger(maxRecipients) && maxRecipients >= 1)
      ? []
      : [fault('/limits/maxRecipients', 'out-of-range', 'must be a whole number from 1 on')]),
    ...(startWithinSeconds === undefined || isStartWithin(startWithinSeconds)
      ? []
      : [fault('/limits/startWithinSeconds', 'out-of-range', 'must be whole seconds, a year at most')]),
    ...(isConcurrency(concurrentRuns) ? [] : [fault('/limits/concurrentRuns', 'out-of-range', concurrencyRule)]),
    ...(quietHours === undefined
      ? []
      : faultsOfQuietHours(quietHours, zones).map((each) => ({
          ...each,
          pointer: `/limits/quietHours${each.pointer}`,
        }))),
    ...sizeFaults(campaign),
  ];
};

const sectionFaults = (sections: { readonly [name: string]: unknown }): Faults => [
  ...(Object.keys(sections).length > mostSections
    ? [fault('/instructions/sections', 'too-many', `the limit is ${mostSections} sections`)]
    : []),
  ...Object.entries(sections).flatMap(([name, text]) => {
    const pointer = `/instructions/sections${pointerTo(name)}`;
    return [
      ...nameFaults(pointer, name),
      ...(typeof text === 'string'
        ? textFaults(pointer, text, largestText)
        : [fault(pointer, 'wrong-type', 'must be a text')]),
    ];
  }),
];

const defaultFaults = (defaults: { readonly [variable: string]: Json }): Faults => [
  ...(Object.keys(defaults).length > 200 ? [fault('/defaults', 'too-many', 'the limit is 200 variables')] : []),
  ...Object.keys(defaults).flatMap((name) => {
    const pointer = `/defaults${pointerTo(name)}`;
    return reservedVariables.some((reserved) => reserved === name)
      ? [fault(pointer, 'reserved-name', `templates find other data under "${name}"`)]
      : nameFaults(pointer, name);
  }),
];

const nameFaults = (pointer: string, name: string): Faults =>
  isIdentifier(name) ? [] : [fault(pointer, 'not-a-name', 'must be named by letters, digits, _ and -, at most 64')];

const sizeFaults = ({ instructions, template, defaults }: CampaignDefinition): Faults => {
  const { subject = '', text = '', html = '', body = '' } = template;
  const { prose, sections } = instructions;
  const size = utf8Length(canonicalJson([prose, { ...sections }, subject, text, html, body, defaults]));
  return size <= largestCampaign ? [] : [fault('', 'too-long', `has ${size} bytes, the limit is ${largestCampaign}`)];
};
