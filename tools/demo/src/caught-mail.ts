import { readReceived, type ReceivedMail } from './received-mail.js';

/** One line of the development mail server's list. */
export interface CaughtMail {
  readonly id: number;
  readonly messageId: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
}

/** Everything that the development mail server has taken, oldest first. `pageUrl` is the address of `/dev/mail`. */
export const caughtMail = async (pageUrl: string): Promise<readonly CaughtMail[]> => {
  const all: CaughtMail[] = [];
  for (;;) {
    const response = await fetch(`${pageUrl}/messages?after=${all.at(-1)?.id ?? 0}`);
    if (!response.ok) throw new Error(`${pageUrl}/messages answered ${response.status}`);
    const { messages } = (await response.json()) as { readonly messages: readonly CaughtMail[] };
    if (messages.length === 0) return all;
    all.push(...messages);
  }
};

/** A caught mail as its recipient has it. */
export const receivedMail = async (pageUrl: string, { id, envelope }: CaughtMail): Promise<ReceivedMail> => {
  const response = await fetch(`${pageUrl}/${id}.eml`);
  if (!response.ok) throw new Error(`${pageUrl}/${id}.eml answered ${response.status}`);
  return readReceived(Buffer.from(await response.arrayBuffer()), envelope);
};
