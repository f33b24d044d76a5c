/** A part of a mail that machines read: a delivery status, a feedback report, a returned message. */
export interface MailPart {
  /** Lower case, without parameters. */
  readonly contentType: string;
  readonly content: Buffer;
}

/** What came in, read once: everything that matching and classification look at. */
export interface InboundMail {
  readonly envelope: {
    /** Empty for the null sender of bounces and some responders (RFC 5321 §4.5.5). */
    readonly from: string;
    readonly to: readonly string[];
  };
  /** Unfolded values by lower-case name, in the mail's order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly contentType: { readonly value: string; readonly params: Readonly<Record<string, string>> };
  /** Bare address; null when the mail names none. */
  readonly from: string | null;
  readonly messageId: string | null;
  readonly subject: string;
  /** The plain part, or what a reader sees of the HTML part; empty when there is neither. */
  readonly text: string;
  /** The same without what the mail quotes of earlier ones. */
  readonly ownWords: string;
  readonly parts: readonly MailPart[];
}

/** First value of a header; empty when the mail has none. */
export const headerOf = (mail: Pick<InboundMail, 'headers'>, name: string): string => mail.headers.get(name)?.[0] ?? '';
