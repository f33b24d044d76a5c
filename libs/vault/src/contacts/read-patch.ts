import { channelKinds, type ChannelKind } from '#domain/campaign/messages.js';
import type { ConsentState } from '#domain/contact/messages.js';
import type { Json } from '#domain/kernel/message.js';
import { readAddress } from './address.js';
import type { Attributes, Consent, ContactFault, ContactPatch } from './contact.js';
import { readLocale, readTimeZone } from './locality.js';
import { type Fault, textFault } from './text.js';

/** What somebody says about a contact, by field: `email`, `tags`, `consent.email`, `attributes.plan`, … */
export type Said = ReadonlyMap<string, Json>;

export type ReadPatch =
  | { readonly ok: true; readonly patch: ContactPatch }
  | { readonly ok: false; readonly faults: readonly ContactFault[] };

type Read<T> = { readonly value: T } | Fault;

/** Checks everything that is said; every fault at once. Unknown fields are for the caller to place or refuse. */
export const readPatch = (said: Said): ReadPatch => {
  const faults: ContactFault[] = [];
  const patch: { -readonly [Field in keyof ContactPatch]: ContactPatch[Field] } = {};
  const attributes: [string, Json][] = [];
  const consent: [ChannelKind, ConsentState][] = [];
  const take = <T>(field: string, read: Read<T>, keep: (value: T) => void): void => {
    if ('value' in read) keep(read.value);
    else faults.push({ field, ...read });
  };
  for (const [field, json] of said) {
    const [group, name] = split(field);
    if (group === 'attributes') take(field, attribute(name, json), (value) => attributes.push([name, value]));
    else if (group === 'consent') take(field, consentOf(name, json), (pair) => consent.push(pair));
    else if (field === 'tags') take(field, tagsOf(json), (value) => (patch.tags = value));
    else if (field === 'email') take(field, orNull(json, addressOf), (value) => (patch.email = value));
    else if (field === 'externalId') take(field, idOf(json), (value) => (patch.externalId = value));
    else if (isLine(field)) take(field, orNull(json, lines[field]), (value) => (patch[field] = value));
    else throw new TypeError(`no field of a contact: ${field}`);
  }
  if (attributes.length > 0) patch.attributes = Object.fromEntries(attributes) satisfies Attributes;
  if (consent.length > 0) patch.consent = Object.fromEntries(consent) satisfies Consent;
  if (attributes.length > 200)
    faults.push({ field: null, reason: 'too-long', detail: 'there are more than 200 attributes' });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, patch };
};

/** `consent.email` → [consent, email]; names of attributes may have dots of their own. */
const split = (field: string): [string, string] => {
  const dot = field.indexOf('.');
  return dot === -1 ? [field, ''] : [field.slice(0, dot), field.slice(dot + 1)];
};

const wrongType = (expected: string): Fault => ({ reason: 'wrong-type', detail: `it must be ${expected}` });

const orNull = <T>(json: Json, read: (text: string) => Read<T>): Read<T | null> => {
  if (json === null) return { value: null };
  return typeof json === 'string' ? read(json) : wrongType('a text');
};

const idOf = (json: Json): Read<string> => {
  if (typeof json !== 'string' && typeof json !== 'number') return wrongType('a text');
  const text = String(json);
  return textFault(text, { max: 200 }) ?? (text === '' ? wrongType('a text that is not empty') : { value: text });
};

const addressOf = (text: string): Read<{ address: string; key: string }> => {
  const unsafe = textFault(text, { max: 1000 });
  if (unsafe !== null) return unsafe;
  const read = readAddress(text);
  if (!read.ok) return { reason: 'broken-address', detail: read.detail };
  return { value: { address: read.address, key: read.key } };
};

/** Fields that are one line of text. */
const lines = {
  name: (text) => textFault(text, { max: 200 }) ?? { value: text },
  timeZone: (text) => {
    const zone = readTimeZone(text);
    if (zone !== null) return { value: zone };
    return { reason: 'unknown-time-zone', detail: 'there is no such time zone in the IANA database' };
  },
  locale: (text) => {
    const locale = readLocale(text);
    return locale === null ? { reason: 'unknown-locale', detail: 'it is no BCP 47 language tag' } : { value: locale };
  },
} satisfies { [field: string]: (text: string) => Read<string> };

const isLine = (field: string): field is keyof typeof lines => Object.hasOwn(lines, field);

const tagsOf = (json: Json): Read<readonly string[]> => {
  if (json === null) return { value: [] };
  if (!Array.isArray(json) || !json.every((tag) => typeof tag === 'string')) return wrongType('a list of texts');
  if (json.length > 100) return { reason: 'too-long', detail: 'there are more than 100 tags' };
  const fault = json.map((tag) => (tag === '' ? wrongType('texts that are not empty') : textFault(tag, { max: 100 })));
  return fault.find((each) => each !== null) ?? { value: [...new Set(json)] };
};

const consentOf = (channel: string, json: Json): Read<[ChannelKind, ConsentState]> => {
  const kind = channelKinds.find((known) => known === channel);
  if (kind === undefined)
    return { reason: 'unknown-consent', detail: `there is no channel ${JSON.stringify(channel)}` };
  if (json === 'granted' || json === 'withdrawn') return { value: [kind, json] };
  return { reason: 'unknown-consent', detail: 'it must be granted or withdrawn' };
};

const attribute = (name: string, json: Json): Read<Json> => {
  if (name === '' || name === '__proto__') return { reason: 'wrong-type', detail: 'no attribute can have this name' };
  return textFault(name, { max: 100 }) ?? jsonFault(json, 0) ?? { value: json };
};

/** The deepest that attributes may nest, which also bounds every recursion over them. */
const deepest = 8;

const jsonFault = (json: Json, depth: number): Fault | null => {
  if (typeof json === 'string') return textFault(json, { max: 10_000, lines: true });
  if (typeof json === 'number' && !Number.isFinite(json)) return wrongType('a finite number');
  if (json === null || typeof json !== 'object') return null;
  if (depth === deepest) return { reason: 'too-long', detail: `it nests deeper than ${deepest} levels` };
  for (const [name, member] of Object.entries(json)) {
    const fault = textFault(name, { max: 100 }) ?? jsonFault(member, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
};
