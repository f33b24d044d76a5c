/** The cookie that carries a session's token, as one installation names and sends it. */
export interface SessionCookie {
  readonly name: string;
  /** The token that a `Cookie` header carries; null without exactly one. */
  read(header: string | undefined): string | null;
  /** Value of `Set-Cookie`: for this browser run, unseen by scripts, sent from our own pages only. */
  set(token: string): string;
  /** Value of `Set-Cookie` that makes a browser forget it. */
  clear(): string;
}

/**
 * Cookies know hosts, not ports. With https the prefix `__Host-` keeps other hosts and plain http from setting ours (RFC
 * 6265bis §4.1.3.2). Plain http is for one's own machine, where other services answer at other ports: there the name tells
 * two installations apart, and the path keeps the token from whoever serves pages at another port.
 */
export const sessionCookie = (publicUrl: string): SessionCookie => {
  const { protocol, port } = new URL(publicUrl);
  const secure = protocol === 'https:';
  const name = secure ? '__Host-sortie-session' : `sortie-session-${port === '' ? '80' : port}`;
  const attributes = `; HttpOnly; SameSite=Strict; ${secure ? 'Path=/; Secure' : 'Path=/v1'}`;
  return {
    name,
    read: (header) => {
      const found = pairsOf(header ?? '').filter((pair) => pair.name === name);
      // Two of one name: somebody has planted one beside ours, and nothing says which is which.
      return found.length === 1 ? (found[0]?.value ?? null) : null;
    },
    set: (token) => `${name}=${token}${attributes}`,
    clear: () => `${name}=${attributes}; Max-Age=0`,
  };
};

const pairsOf = (header: string): readonly { readonly name: string; readonly value: string }[] =>
  header.split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [] : [{ name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() }];
  });
