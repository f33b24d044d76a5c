import type { MatchMethod } from '#domain/thread/messages.js';
import type { KeyRing } from '#platform/config/keys.js';
import { openReplyToken, openUnsubscribeToken } from '#platform/tokens/communication-token.js';
import { tokenAddressOf } from '#platform/tokens/token-address.js';
import { communicationIdsIn } from '../channels/email/message-id.js';
import type { InboundMail } from './mail.js';
import { headersIn } from './read-mail.js';

/** A communication that a mail may answer; whether there is such a one, the log says. */
export interface MatchCandidate {
  readonly communicationId: string;
  readonly method: MatchMethod;
  /** `sure`: we signed it. `likely`: it stands where anyone could have written it. */
  readonly confidence: 'sure' | 'likely';
  /** The token was one for unsubscribing. */
  readonly unsubscribe: boolean;
}

export interface MatchKeys {
  readonly reply: KeyRing;
  readonly unsubscribe: KeyRing;
}

/**
 * Every communication that the mail can be an answer to, the best evidence first: the signed token in an address it
 * came to, then the Message-IDs it refers to, then the message that a bounce or complaint returns.
 */
export const matchCandidates = (mail: InboundMail, keys: MatchKeys): readonly MatchCandidate[] => [
  ...mail.envelope.to.flatMap((address) => byToken(address, keys, 'token')),
  ...addressHeaders.flatMap((name) =>
    (mail.headers.get(name) ?? []).flatMap((value) => tokensIn(value, keys, 'token')),
  ),
  ...byMessageId(mail.headers.get('in-reply-to') ?? [], 'in-reply-to'),
  // The last of References is the message that was answered (RFC 5322 §3.6.4).
  ...byMessageId(mail.headers.get('references') ?? [], 'references').toReversed(),
  ...returnedIn(mail).flatMap((text) => [
    ...tokensIn(text, keys, 'returned-message'),
    ...byMessageId([text], 'returned-message'),
  ]),
];

/** Where servers and forwarders leave the address a mail was delivered to. */
const addressHeaders = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to', 'cc'];

const byToken = (address: string, keys: MatchKeys, method: MatchMethod): readonly MatchCandidate[] => {
  const found = tokenAddressOf(address);
  if (!found) return [];
  const unsubscribe = found.kind === 'unsubscribe';
  const communicationId = unsubscribe
    ? openUnsubscribeToken(keys.unsubscribe, found.token)
    : openReplyToken(keys.reply, found.token);
  return communicationId === null ? [] : [{ communicationId, method, confidence: 'sure', unsubscribe }];
};

/**
 * Plus addresses within any text. In a message that came back only the reply address counts: the address to
 * unsubscribe at stands in every one of them, and nobody wrote to it.
 */
const tokensIn = (text: string, keys: MatchKeys, method: MatchMethod): readonly MatchCandidate[] => {
  const addresses = text.match(method === 'token' ? anyTokenAddress : replyTokenAddress) ?? [];
  return addresses.slice(0, 20).flatMap((address) => byToken(address, keys, method));
};

const anyTokenAddress = /\b(?:reply|unsubscribe)\+[0-9a-z]{40,50}@[\w.-]+/gi;
const replyTokenAddress = /\breply\+[0-9a-z]{40,50}@[\w.-]+/gi;

const byMessageId = (texts: readonly string[], method: MatchMethod): readonly MatchCandidate[] =>
  texts
    .flatMap(communicationIdsIn)
    .slice(0, 50)
    .map((communicationId) => ({ communicationId, method, confidence: 'likely', unsubscribe: false }));

/** Headers of the returned message: as a part (RFC 3462), or copied below the words of servers that have no parts. */
const returnedIn = ({ parts, text }: InboundMail): readonly string[] => {
  const returned = parts
    .filter(({ contentType }) =>
      /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(contentType),
    )
    .map(({ content }) => headBlock(content.subarray(0, 64 * 1024).toString('latin1')));
  const [, copy] =
    /^-{2,} ?(?:below this line is a copy|this is a copy|original message|returned message)[^\n]*\n([\s\S]{1,16000})/im.exec(
      text,
    ) ?? [];
  return copy === undefined ? returned : [...returned, headBlock(copy.trimStart())];
};

const returnedFields = ['reply-to', 'return-path', 'message-id', 'x-failed-message-id'];

const headBlock = (message: string): string => {
  const headers = headersIn(message.split(/\r?\n\r?\n/, 1)[0] ?? '');
  return returnedFields.flatMap((name) => headers.get(name) ?? []).join(' ');
};
