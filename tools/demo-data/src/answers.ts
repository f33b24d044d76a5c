import { type AnswerKind, answers, type Letter, plainReply } from '../../demo/src/answers.js';
import { caughtMail, receivedMail } from '../../demo/src/caught-mail.js';
import { communicationsOf, runNow, type Session } from '../../demo/src/commands.js';
import { postAnswers } from '../../demo/src/post-answers.js';
import { until } from '../../demo/src/until.js';
import type { Running } from '#platform/config/running.js';

/** Who answers, and how: with words of their own, or as programs and servers do. */
export interface Answer {
  readonly contact: string;
  readonly with: { readonly words: string } | { readonly kind: AnswerKind };
}

/** Posts the answers to the mails of a run and waits until it shows them. Posted twice, they are one answer each. */
export const answerRun = async (
  session: Session,
  { mail, inbound }: Running,
  runId: string,
  list: readonly Answer[],
): Promise<void> => {
  if (mail === null || (await repliesOf(session, runId)) >= list.length) return;
  const patience = { timeoutMs: 15_000, everyMs: 100, signal: session.signal };
  // The list of communications may be a moment behind the run that has ended.
  const letters = await until(
    `run ${runId} has sent to all who answer`,
    () => lettersFor(session, mail.pageUrl, runId, list),
    patience,
  );
  await postAnswers(inbound, letters);
  const done = async (): Promise<true | null> => ((await repliesOf(session, runId)) >= list.length ? true : null);
  await until(`run ${runId} has its replies`, done, patience);
};

/** What they write, or null while a mail to one of them is not known yet. */
const lettersFor = async (
  session: Session,
  pageUrl: string,
  runId: string,
  list: readonly Answer[],
): Promise<readonly Letter[] | null> => {
  const ids = new Map((await communicationsOf(session, runId)).map((one) => [one.contact.externalId, one.messageId]));
  const caught = new Map((await caughtMail(pageUrl)).map((each) => [each.messageId, each]));
  const letters: Letter[] = [];
  for (const [number, { contact, with: how }] of list.entries()) {
    const found = caught.get(ids.get(contact) ?? '');
    if (!found) return null;
    const received = await receivedMail(pageUrl, found);
    letters.push('words' in how ? plainReply(received, how.words) : answers[how.kind].write(received, number));
  }
  return letters;
};

const repliesOf = async (session: Session, runId: string): Promise<number> => {
  const { replies } = await runNow(session, runId);
  return Object.values(replies).reduce((sum, count) => sum + count, 0);
};
