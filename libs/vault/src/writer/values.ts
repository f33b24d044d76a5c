import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { GoalDefinition } from '#domain/goal/messages.js';
import type { Json } from '#domain/kernel/message.js';
import type { RunVariables } from '#domain/run/messages.js';
import type { Contact } from '../contacts/contact.js';
import { isReserved, type VariableName } from './variable-names.js';

/** What a message is rendered from. Equal inputs give equal messages. */
export interface MessageInput {
  /** The version to render, with the hash of its canonical JSON: the parsed template is kept under it. */
  readonly campaign: { readonly hash: string; readonly definition: CampaignDefinition };
  /** The pinned version; null while a campaign without one is previewed. */
  readonly goal: Pick<GoalDefinition, 'name' | 'statement'> | null;
  readonly contact: Pick<Contact, 'externalId' | 'email' | 'name' | 'timeZone' | 'locale' | 'attributes' | 'origin'>;
  /** Passed with the run. */
  readonly variables: RunVariables;
  /** The recipient's own link; absent for channels that have none. */
  readonly unsubscribeUrl?: string;
}

/**
 * A value that a message was rendered with, and where it came from: `run`, `contact:<the contact's own note of
 * the origin>`, `default`, `goal`, `campaign`, `instructions` or `service`.
 */
export interface UsedVariable {
  readonly value: Json;
  readonly origin: string;
}

/** Everything a template can see, by root. Null counts as not there. */
export interface Values {
  readonly contact: { readonly [member: string]: Json };
  readonly goal: { readonly [member: string]: Json };
  readonly campaign: { readonly [member: string]: Json };
  readonly vars: RunVariables;
  readonly unsubscribe_url: string | undefined;
  /** A name without a root: what the run passed, else the contact's attribute, else the campaign's default. */
  readonly bare: (name: string) => UsedVariable | undefined;
  /** The contact's note of where a field came from. */
  readonly originOf: (field: string) => string;
}

export const valuesOf = ({ campaign, goal, contact, variables, unsubscribeUrl }: MessageInput): Values => {
  const { definition } = campaign;
  const { externalId, email, name, timeZone, locale, attributes, origin } = contact;
  const originOf = (field: string): string => {
    const note = member(origin, field);
    return note === undefined ? 'contact' : `contact:${note}`;
  };
  return {
    contact: present({ externalId, email, name, timeZone, locale, attributes: present(attributes) }),
    goal: goal === null ? {} : { name: goal.name, statement: goal.statement },
    campaign: { name: definition.name },
    vars: present(variables),
    unsubscribe_url: unsubscribeUrl,
    bare: (wanted) =>
      used(member(variables, wanted), 'run') ??
      used(member(attributes, wanted), originOf(`attributes.${wanted}`)) ??
      used(member(definition.defaults, wanted), 'default'),
    originOf,
  };
};

/**
 * The object that templates read: only roots that the text names, so that nothing is rendered that is not
 * recorded. Without a prototype, so that no text can reach one.
 */
export const scopeOf = (values: Values, variables: readonly VariableName[]): { [root: string]: unknown } => {
  const scope: { [root: string]: unknown } = Object.create(null);
  for (const { path } of variables) {
    const [root] = path;
    if (root === 'instructions' || root in scope) continue;
    const value = isReserved(root) ? reserved(values, root) : values.bare(root)?.value;
    if (value !== undefined) scope[root] = value;
  }
  return scope;
};

/** What a variable stood for; undefined when there was no value. */
export const usedVariable = (values: Values, { path }: VariableName): UsedVariable | undefined => {
  const [root, first, second] = path;
  if (!isReserved(root)) return values.bare(root);
  if (root === 'unsubscribe_url') return used(values.unsubscribe_url, 'service');
  if (root === 'contact' && first !== undefined) {
    const value = member(values.contact, first);
    if (second === undefined) return used(value, first === 'attributes' ? 'contact' : values.originOf(first));
    return isObject(value) ? used(member(value, second), values.originOf(`attributes.${second}`)) : undefined;
  }
  const whole = reserved(values, root);
  const origin = root === 'vars' ? 'run' : root;
  if (first === undefined) return used(whole, origin);
  return isObject(whole) ? used(member(whole, first), origin) : undefined;
};

const reserved = (values: Values, root: string): Json | undefined => {
  switch (root) {
    case 'contact':
    case 'goal':
    case 'campaign':
    case 'vars':
    case 'unsubscribe_url':
      return values[root];
    default:
      return undefined;
  }
};

const used = (value: Json | undefined, origin: string): UsedVariable | undefined =>
  value === undefined || value === null ? undefined : { value, origin };

const member = <Value>(record: { readonly [name: string]: Value }, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const present = (record: { readonly [name: string]: Json }): { readonly [name: string]: Json } =>
  Object.values(record).includes(null)
    ? Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
    : record;

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
