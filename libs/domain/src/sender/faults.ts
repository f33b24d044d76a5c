import { concurrencyRule, isConcurrency } from '../campaign/concurrency.js';
import { assertNever } from '../kernel/decider.js';
import { type Fault, fault } from '../kernel/fault.js';
import { isHostName, isIdentifier, lineFaults, type TextFaultCode } from '../kernel/text.js';
import type { SenderDefinition } from './messages.js';

export type SenderFaultCode =
  | TextFaultCode
  | 'not-an-address'
  | 'not-a-host'
  | 'not-a-url'
  | 'not-a-name'
  | 'out-of-range';

type Faults = readonly Fault<SenderFaultCode>[];

/** Everything that is wrong with a sender of the right shape. Whether its provider is set up is for preflight. */
export const faultsOfSender = (sender: SenderDefinition): Faults => [
  ...lineFaults('/name', sender.name, 200),
  ...(isIdentifier(sender.provider) ? [] : [fault('/provider', 'not-a-name', nameRule)]),
  ...(sender.limits.perSecond > 0 && sender.limits.perSecond <= 10_000
    ? []
    : [fault('/limits/perSecond', 'out-of-range', 'must be more than 0 and at most 10000')]),
  ...(isConcurrency(sender.limits.concurrentRuns)
    ? []
    : [fault('/limits/concurrentRuns', 'out-of-range', concurrencyRule)]),
  ...(sender.from === undefined ? [] : fromFaults(sender.from)),
  ...(sender.replyDomain === undefined || isHostName(sender.replyDomain)
    ? []
    : [fault('/replyDomain', 'not-a-host', 'must be a host name')]),
  ...(sender.url === undefined ? [] : urlFaults(sender.url)),
  ...(sender.secret === undefined || isIdentifier(sender.secret) ? [] : [fault('/secret', 'not-a-name', nameRule)]),
  ...missing(sender),
];

const nameRule = 'must be a name of letters, digits, _ and -';

/** What each channel cannot do without. An http message is always signed, so its secret is one of them. */
const missing = (sender: SenderDefinition): Faults => {
  switch (sender.channel) {
    case 'email':
      return sender.from === undefined ? [fault('/from', 'required', 'email needs an address to come from')] : [];
    case 'http':
      return [
        ...(sender.url === undefined ? [fault('/url', 'required', 'http needs an address to post to')] : []),
        ...(sender.secret === undefined ? [fault('/secret', 'required', 'http needs a secret to sign with')] : []),
      ];
    case 'noop':
      return [];
    default:
      return assertNever(sender.channel);
  }
};

/** Both end up in a header, where a line break starts the next one and `<`, `>` or `"` ends the name. */
const fromFaults = ({ name, address }: NonNullable<SenderDefinition['from']>): Faults => [
  ...(name === '' ? [] : lineFaults('/from/name', name, 200)),
  ...(/[<>"\\]/.test(name) ? [fault('/from/name', 'unsafe-text', 'must not have < > " or \\')] : []),
  ...(isSenderAddress(address)
    ? []
    : [
        fault('/from/address', 'not-an-address', 'must be one bare address of ASCII letters, such as care@example.com'),
      ]),
];

/** A dot-atom (RFC 5322 section 3.2.3) at a host name: nothing that needs quoting, nothing that can be a second address. */
const isSenderAddress = (text: string): boolean => {
  const [local = '', domain = '', ...more] = text.split('@');
  return (
    more.length === 0 &&
    text.length <= 254 &&
    local.length <= 64 &&
    local.split('.').every((atom) => /^[\w!#$%&'*+/=?^`{|}~-]+$/.test(atom)) &&
    isHostName(domain)
  );
};

/** Which hosts and schemes are allowed is the operator's configuration, checked at every attempt. */
const urlFaults = (url: string): Faults => {
  if (url.length > 2000) return [fault('/url', 'too-long', 'the limit is 2000 characters')];
  const [, host] = /^https?:\/\/([^/?#:@\\\s]+)(?::\d{1,5})?(?:[/?][\x21-\x7e]*)?$/.exec(url) ?? [];
  return host !== undefined && isHostName(host) && !url.includes('#')
    ? []
    : [fault('/url', 'not-a-url', 'must be an http or https URL without user, password and fragment')];
};
