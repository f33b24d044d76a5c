import { domainToASCII } from 'node:url';
import type { Address } from './contact.js';

export type ReadAddress = ({ readonly ok: true } & Address) | { readonly ok: false; readonly detail: string };

/** Dot-atom of RFC 5322 §3.2.3: all that can follow MAIL FROM and RCPT TO without quoting. */
const local = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** What may be handed to IDNA: it would strip line breaks and stop at slashes instead of refusing them. */
const writtenDomain = /^[a-z0-9.\-\u0080-\u{10ffff}]+$/iu;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const no = (detail: string): ReadAddress => ({ ok: false, detail });

/**
 * A single bare e-mail address (RFC 5321 §4.1.2 without quoted strings and address literals), strict enough to
 * stand in any header or SMTP command as it is. Domains become ASCII and lower case; the local part keeps its case.
 */
export const readAddress = (text: string): ReadAddress => {
  const parts = text.split('@');
  const [name = '', domain = ''] = parts;
  if (parts.length !== 2) return no(parts.length < 2 ? 'there is no @ in it' : 'there is more than one @ in it');
  if (name === '') return no('there is nothing before the @');
  if (!local.test(name)) return no('the part before the @ has a character or a dot where none may be');
  if (name.length > 64) return no('the part before the @ has more than 64 characters');
  if (!writtenDomain.test(domain)) return no('the part after the @ is not a domain');
  const ascii = domainToASCII(domain).toLowerCase();
  const labels = ascii.split('.');
  if (!labels.every((part) => label.test(part))) return no('the part after the @ is not a domain');
  if (labels.length < 2 || /^\d+$/.test(labels.at(-1) ?? '')) return no('the domain has no top level');
  const address = `${name}@${ascii}`;
  if (address.length > 254) return no('it has more than 254 characters');
  return { ok: true, address, key: address.toLowerCase() };
};

/**
 * The form under which addresses are compared and hashed: nearly no mailbox tells cases apart, and whoever opted
 * out in one spelling must not get mail in another. What is no address by these rules compares by its text.
 */
export const addressKey = (text: string): string => {
  const read = readAddress(text);
  return read.ok ? read.key : text.toLowerCase();
};
