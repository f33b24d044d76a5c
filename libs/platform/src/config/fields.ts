import ipaddr from 'ipaddr.js';

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

/** Host names and CIDR ranges, separated by commas; empty for none. */
export function networks(input: string): Parsed<readonly string[]> {
  const entries = input.split(',').flatMap((entry) => entry.trim() || []);
  const wrong = entries.filter((entry) => !ipaddr.isValidCIDR(entry) && !domain(entry).ok);
  return wrong.length > 0
    ? fault(`must list host names or ranges such as 10.0.0.0/8; wrong: ${wrong.join(', ')}`)
    : value(entries);
}
