/** What a mail says of the messages it belongs to. */
export interface FoundMail {
  /** Without angle brackets: its own and those it refers to, also inside what it returns (a bounce). */
  readonly messageIds: readonly string[];
  /** Of its From and To headers, and inside what it returns. */
  readonly addresses: readonly string[];
}

const idHeaders =
  /^(?:message-id|in-reply-to|references|original-message-id|resent-message-id):(.*(?:\r?\n[ \t].*)*)/gim;
const addressHeaders = /^(?:from|to|final-recipient|original-recipient):(.*(?:\r?\n[ \t].*)*)/gim;

const most = 50;

/** Looks only at header lines, wherever in the mail they stand; bodies are nobody's business here. */
export const readFoundMail = (raw: Buffer): FoundMail => {
  const text = raw.toString('latin1');
  const ids = [...text.matchAll(idHeaders)].flatMap(([, value = '']) => [...value.matchAll(/<([^<>\s]{1,996})>/g)]);
  const addresses = [...text.matchAll(addressHeaders)].flatMap(([, value = '']) => [
    ...value.matchAll(/[^\s<>",;:()]{1,64}@[^\s<>",;:()]{1,255}/g),
  ]);
  return {
    messageIds: [...new Set(ids.map(([, id = '']) => id))].slice(0, most),
    addresses: [...new Set(addresses.map(([address]) => address))].slice(0, most),
  };
};
