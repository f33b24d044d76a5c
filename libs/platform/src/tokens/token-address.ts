/** What a plus address of ours asks for. */
export interface TokenAddress {
  readonly kind: 'reply' | 'unsubscribe';
  readonly token: string;
  readonly domain: string;
}

/** Where answers and bounces go. 6 + 50 characters stay below the 64 that RFC 5321 §4.5.3.1.1 grants a local part. */
export const replyAddress = (token: string, domain: string): string => `reply+${token}@${domain}`;

/** Where the mailto: of List-Unsubscribe goes. */
export const unsubscribeAddress = (token: string, domain: string): string => `unsubscribe+${token}@${domain}`;

/**
 * Where the https URL of List-Unsubscribe and the link in a mail's text lead. GET shows a page with one button
 * and changes nothing, for scanners follow links; POST does it, with the body `List-Unsubscribe=One-Click` of
 * RFC 8058 or from that page, without a cookie or a redirect, and answers the same when it is repeated.
 */
export const unsubscribeUrl = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/unsubscribe/${token}`;

const shape = /^(reply|unsubscribe)\+([0-9a-z]{40,50})@([^@\s]+)$/i;

/** What stands in an address of ours; null for every other address. The token is not yet checked. */
export const tokenAddressOf = (address: string): TokenAddress | null => {
  const [, kind, token, domain] = shape.exec(address.trim()) ?? [];
  if (kind === undefined || token === undefined || domain === undefined) return null;
  return { kind: kind.toLowerCase() === 'reply' ? 'reply' : 'unsubscribe', token, domain: domain.toLowerCase() };
};
