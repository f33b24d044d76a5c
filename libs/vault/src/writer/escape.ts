import { toValue } from 'liquidjs';

/** A rule of ours that a template broke while it was rendered. The message never holds data of the contact. */
export class TemplateRefusal extends Error {
  override readonly name = 'TemplateRefusal';
}

/** A value as text. Nothing sensible can be written for an object, and "[object Object]" must not reach a person. */
export const written = (value: unknown): string => {
  const plain: unknown = toValue(value);
  if (typeof plain === 'string') return plain;
  if (plain === null || plain === undefined) return '';
  if (typeof plain === 'number' || typeof plain === 'boolean') return String(plain);
  if (Array.isArray(plain)) return plain.map(written).join('');
  throw new TemplateRefusal('an object cannot be written: name one of its members, or use the filter json');
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** Safe between tags and inside quoted attributes. */
export const escapeHtml = (value: unknown): string =>
  written(value).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);

/** Safe inside the quotes of a JSON string (RFC 8259 section 7). */
export const escapeJson = (value: unknown): string => JSON.stringify(written(value)).slice(1, -1);

/** Without what mail, JSON and databases do not take: control characters and halves of surrogate pairs. */
export const cleanText = (text: string): string =>
  unclean.test(text) ? text.replaceAll(/\p{Cs}/gu, '\ufffd').replaceAll(/(?![\t\n\r])\p{Cc}/gu, '') : text;

const unclean = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

/** One line, as headers need it: a line break in a subject would start the next header. */
export const cleanLine = (text: string): string => cleanText(text.replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim());
