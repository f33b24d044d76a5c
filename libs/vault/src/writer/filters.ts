import { filters, type Liquid } from 'liquidjs';
import { TemplateRefusal } from './escape.js';

type Handler = Extract<Parameters<Liquid['registerFilter']>[1], (...args: never[]) => unknown>;

const original = (name: string): Handler => {
  const filter = filters[name];
  if (typeof filter !== 'function') throw new TypeError(`liquidjs has no plain filter ${name}`);
  return filter;
};

/** A day, or a moment with or without a zone. */
const isoDate = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?<zone>Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * Rendering has no clock and no zone of its own, or a preview, a retry and a replay would differ: `now` is
 * refused, other spellings than ISO 8601 and Unix seconds too, and a moment without a zone is in UTC.
 */
const moment = (value: unknown): unknown => {
  if (typeof value !== 'string' || /^\d+$/.test(value)) return value;
  if (value === 'now' || value === 'today') {
    throw new TemplateRefusal('messages are rendered without a clock: pass the date as a variable of the run');
  }
  const match = isoDate.exec(value);
  const utc =
    match === null ? value : value.replace(' ', 'T') + (match.groups?.['zone'] || value.length === 10 ? '' : 'Z');
  if (match === null || Number.isNaN(Date.parse(utc))) {
    throw new TemplateRefusal('a date must be written as in ISO 8601, such as 2026-11-22T09:30:00Z');
  }
  return utc;
};

const dated = (name: string): Handler => {
  const filter = original(name);
  return function date(value: unknown, ...options: unknown[]): unknown {
    return filter.call(this, moment(value), ...options);
  };
};

/** These look at every item and do not count it. */
const metered = (name: string): Handler => {
  const filter = original(name);
  return function search(value: unknown, ...options: unknown[]): unknown {
    this.context.memoryLimit.use(Array.isArray(value) ? value.length : 0);
    return filter.call(this, value, ...options);
  };
};

/** A whole JSON value, with its quotes: `{"name": {{ contact.name | json }}}`. */
const json: Handler = function json(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  this.context.memoryLimit.use(text.length);
  return text;
};

const dateFilters = ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string'] as const;
const searchFilters = ['has', 'find', 'find_index'] as const;

/**
 * `sample` is chance. The others take a text that is parsed as an expression at every rendering, so its
 * variables cannot be listed beforehand.
 */
const refusedFilters = [
  'sample',
  'where_exp',
  'reject_exp',
  'group_by_exp',
  'has_exp',
  'find_exp',
  'find_index_exp',
] as const;

/**
 * The filters of Liquid as messages may use them. In the body of an http message, `json` is the only way
 * around the escaping; in html, `raw` is.
 */
export const registerFilters = (liquid: Liquid, mode: 'plain' | 'html' | 'json'): void => {
  for (const name of dateFilters) liquid.registerFilter(name, dated(name));
  for (const name of searchFilters) liquid.registerFilter(name, metered(name));
  for (const name of refusedFilters) liquid.unregisterFilter(name);
  for (const name of ['json', 'jsonify']) {
    liquid.registerFilter(name, mode === 'json' ? { handler: json, raw: true } : json);
  }
  if (mode === 'json') liquid.unregisterFilter('raw');
};
