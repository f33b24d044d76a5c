import type { CampaignDefinition } from '../campaign-queries.js';

/** A definition in which nothing is chosen yet. */
const blank: CampaignDefinition = {
  name: '',
  channel: 'email',
  goal: null,
  segment: null,
  sender: null,
  instructions: { prose: '', sections: {} },
  template: {},
  writer: null,
  reviewer: null,
  responseBehaviour: 'record',
  defaults: {},
  limits: {},
  onUnknown: 'never-resend',
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What was kept, as the editor's fields need it: a member that is missing or of another kind than it should be is as
 * nobody had touched it. Whether the whole can be published, the service says.
 */
export const asDefinition = (kept: unknown): CampaignDefinition => merged(blank, kept) as CampaignDefinition;

const open = ['sections', 'template', 'defaults', 'limits'];

const merged = (into: unknown, kept: unknown, name = ''): unknown => {
  if (!isObject(into)) return kept === undefined || isObject(kept) ? into : kept;
  if (!isObject(kept)) return into;
  if (open.includes(name)) return kept;
  return Object.fromEntries(
    Object.entries(into).map(([member, value]) => [member, merged(value, kept[member], member)]),
  );
};

/** Without the member when there is nothing to say. */
export const withMember = <T extends object>(object: T, name: string, value: unknown): T => {
  const { [name]: _before, ...others } = object as Record<string, unknown>;
  return (value === undefined ? others : { ...object, [name]: value }) as T;
};

/** The same members in the same order, one of them under another name. */
export const renamed = <T>(object: Readonly<Record<string, T>>, from: string, to: string): Record<string, T> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name === from ? to : name, value]));

/** JSON Pointer of a member (RFC 6901). */
export const pointerOf = (...names: readonly string[]): string =>
  names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
