import ipaddr from 'ipaddr.js';
import { intlZones } from '../zones/zones.js';

/** What a text from the environment means, or why it means nothing. Faults never repeat a value: it may be a secret. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; fault: string };

/** One setting: the environment variable it comes from, what it is for, and what holds when it is not set. */
export interface Field<T> {
  readonly variable: string;
  /** One sentence for the operations page, with unit and range. */
  readonly meaning: string;
  /** Text used when the variable is not set; without it the variable is required. */
  readonly fallback?: string;
  parse(text: string): Parsed<T>;
}

const value = <T>(parsed: T): Parsed<T> => ({ ok: true, value: parsed });
const fault = (reason: string): Parsed<never> => ({ ok: false, fault: reason });

/** Any text that is not empty. */
export function text(input: string): Parsed<string> {
  return input.trim() === '' ? fault('must not be empty') : value(input.trim());
}

/** A TCP port. */
export function port(input: string): Parsed<number> {
  const number = Number(input);
  return /^\d+$/.test(input) && number >= 1 && number <= 65_535 ? value(number) : fault('must be a port, 1 to 65535');
}

/** One of the given words. */
export function oneOf<const T extends string>(...words: readonly T[]): (input: string) => Parsed<T> {
  return (input) => {
    const word = words.find((each) => each === input);
    return word === undefined ? fault(`must be one of ${words.join(', ')}`) : value(word);
  };
}

/** `true` or `false`. */
export function trueOrFalse(input: string): Parsed<boolean> {
  return input === 'true' || input === 'false' ? value(input === 'true') : fault('must be true or false');
}

/** A URL with a host and one of the given protocols, kept as it was written. */
export function url(...protocols: readonly string[]): (input: string) => Parsed<string> {
  return (input) => {
    const parsed = URL.canParse(input) ? new URL(input) : undefined;
    if (!parsed || !protocols.includes(parsed.protocol) || parsed.hostname === '') {
      return fault(`must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`);
    }
    return value(input);
  };
}

/** What the inner parser takes; an empty text means null. */
export function optional<T>(parse: (input: string) => Parsed<T>): (input: string) => Parsed<T | null> {
  return (input) => (input === '' ? value(null) : parse(input));
}

/** A domain name, in lower case. */
export function domain(input: string): Parsed<string> {
  const name = input.toLowerCase();
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  return name.length <= 253 && new RegExp(`^${label}(\\.${label})*$`).test(name)
    ? value(name)
    : fault('must be a domain name such as replies.example.com');
}

/** A zone of the IANA database that this runtime knows. */
export function timeZone(input: string): Parsed<string> {
  return intlZones(input) === null ? fault('must be an IANA time zone such as Europe/Berlin') : value(input);
}

/** Whole numbers from 1 on by name, such as `email=4,http=8`; empty for none. */
export function counts<const Name extends string>(
  ...names: readonly Name[]
): (input: string) => Parsed<{ readonly [Each in Name]?: number }> {
  const pair = new RegExp(`^(${names.join('|')})=([1-9][0-9]{0,2}|1000)$`);
  return (input) => {
    const entries = input.split(',').flatMap((entry) => entry.trim() || []);
    const read = entries.map((entry) => pair.exec(entry));
    const given = names.flatMap((name) => {
      const found = read.filter((match) => match?.[1] === name);
      return found.length === 1 ? [[name, Number(found[0]?.[2])] as const] : [];
    });
    return given.length === entries.length
      ? value(Object.fromEntries(given) as { readonly [Each in Name]?: number })
      : fault(
          `must give each of ${names.join(', ')} at most once, with a number from 1 to 1000, such as ${names[0]}=4`,
        );
  };
}

/** Host names and CIDR ranges, separated by commas; empty for none. */
export function networks(input: string): Parsed<readonly string[]> {
  const entries = input.split(',').flatMap((entry) => entry.trim() || []);
  const wrong = entries.filter((entry) => !ipaddr.isValidCIDR(entry) && !domain(entry).ok);
  return wrong.length > 0
    ? fault(`must list host names or ranges such as 10.0.0.0/8; wrong: ${wrong.join(', ')}`)
    : value(entries);
}
