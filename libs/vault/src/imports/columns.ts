import { channelKinds } from '#domain/campaign/messages.js';
import type { Json } from '#domain/kernel/message.js';
import { UnusableFile } from './lines.js';

export interface ColumnOptions {
  /** Column or member of the file → field of a contact (`email`, `consent.email`, `attributes.plan`, …) or `ignore`. */
  readonly mapping?: { readonly [column: string]: string };
  /** What becomes of columns that nobody mapped and no field is called like; default: attributes of their name. */
  readonly unknownColumns?: 'attributes' | 'ignore';
}

const plainFields = ['externalId', 'email', 'name', 'timeZone', 'locale', 'tags'];

/** Whether a mapping may point there. */
export const isTarget = (target: string): boolean =>
  target === 'ignore' ||
  plainFields.includes(target) ||
  channelKinds.some((channel) => target === `consent.${channel}`) ||
  /^attributes\../s.test(target);

/** Usual names of columns, in lower case and without what separates their words. */
const usualNames: ReadonlyMap<string, string> = new Map([
  ['externalid', 'externalId'],
  ['id', 'externalId'],
  ['contactid', 'externalId'],
  ['customerid', 'externalId'],
  ['userid', 'externalId'],
  ['email', 'email'],
  ['emailaddress', 'email'],
  ['mail', 'email'],
  ['name', 'name'],
  ['fullname', 'name'],
  ['displayname', 'name'],
  ['timezone', 'timeZone'],
  ['tz', 'timeZone'],
  ['locale', 'locale'],
  ['language', 'locale'],
  ['tags', 'tags'],
  ['consent', 'consent.email'],
  ...channelKinds.map((channel): [string, string] => [`consent${channel}`, `consent.${channel}`]),
  ...channelKinds.map((channel): [string, string] => [`${channel}consent`, `consent.${channel}`]),
]);

/** What became of a column that is left out. */
const ignored = 'ignored';

/** The report names every column, and PostgreSQL stores neither NUL nor halves of surrogate pairs. */
const storable = (name: string): string => name.replaceAll(/\0|\p{Surrogate}/gu, '\ufffd');

/** Where each column of one file goes: what the mapping says, else what its name says, and no field twice. */
export class ColumnPlan {
  private readonly targets = new Map<string, string>();
  private readonly columns = new Map<string, string>();

  /** Columns that the mapping names. */
  readonly mapped: readonly string[];

  constructor(private readonly options: ColumnOptions) {
    this.mapped = Object.keys(options.mapping ?? {});
    for (const [column, target] of Object.entries(options.mapping ?? {})) {
      if (!isTarget(target)) throw new UnusableFile(`no column can be mapped to ${JSON.stringify(target)}`);
      this.assign(column, target === 'ignore' ? ignored : target);
    }
  }

  /** The field this column is about; null when it is left out. */
  fieldOf(name: string): string | null {
    const column = storable(name);
    const known = this.targets.get(column);
    // Files that invent members without end must not fill the memory.
    if (known === undefined && this.targets.size >= 1000) return null;
    const target = known ?? this.assign(column, this.targetByName(column));
    return target === ignored ? null : target;
  }

  /** Says in the report that this column is left out. */
  leaveOut(column: string): null {
    this.assign(storable(column), ignored);
    return null;
  }

  /** The column that a field came from. */
  columnOf(field: string | null): string | null {
    return field === null ? null : (this.columns.get(field) ?? field);
  }

  /** What became of each column: a field, or `ignored`. */
  report(): { readonly [column: string]: string } {
    return Object.fromEntries(this.targets);
  }

  private assign(column: string, target: string): string {
    this.targets.set(column, target);
    if (target !== ignored) this.columns.set(target, column);
    return target;
  }

  private targetByName(column: string): string {
    if (column === '') return ignored;
    const named = isTarget(column) && column !== 'ignore';
    const usual = named ? column : usualNames.get(column.toLowerCase().replaceAll(/[\s_.-]/g, ''));
    if (usual !== undefined && !this.columns.has(usual)) return usual;
    const attribute = `attributes.${column}`;
    return this.options.unknownColumns === 'ignore' || this.columns.has(attribute) ? ignored : attribute;
  }
}

const consentWords: ReadonlyMap<string, Json> = new Map([
  ...['granted', 'yes', 'y', 'true', '1', 'subscribed', 'opt-in'].map((word): [string, Json] => [word, 'granted']),
  ...['withdrawn', 'no', 'n', 'false', '0', 'unsubscribed', 'opt-out'].map((word): [string, Json] => [
    word,
    'withdrawn',
  ]),
]);

/** What a cell of a CSV file says about a field; undefined when it says nothing. */
export const cellValue = (field: string, cell: string): Json | undefined => {
  const text = cell.trim();
  if (text === '') return undefined;
  return field.startsWith('attributes.') ? numberOrBoolean(text) : memberValue(field, text);
};

/** The same of a member of a JSON object. */
export const memberValue = (field: string, value: Json): Json | undefined => {
  if (value === null) return undefined;
  if (field.startsWith('attributes.')) return value;
  if (typeof value === 'string') {
    const text = value.trim();
    if (text === '') return undefined;
    if (field === 'tags') return text.split(/[,;|]/).flatMap((tag) => tag.trim() || []);
    if (field.startsWith('consent.')) return consentOf(text);
    return text;
  }
  if (typeof value === 'boolean' && field.startsWith('consent.')) return consentOf(String(value));
  return value;
};

const consentOf = (text: string): Json | undefined => {
  const word = text.toLowerCase();
  return word === 'unknown' ? undefined : (consentWords.get(word) ?? text);
};

/** Only texts that read exactly the same as a number become one: `007`, `1.50` and `+49…` stay as they are. */
const numberOrBoolean = (text: string): Json => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text) && String(Number(text)) === text ? Number(text) : text;
};
