import { type ClassCounts, classesOf, planAnswers, spread } from './answer-plan.js';
import { type CaughtMail, receivedMail } from './caught-mail.js';
import { runNow, type Session } from './commands.js';
import type { Run } from './follow-run.js';
import { postAnswers } from './post-answers.js';
import { until } from './until.js';

export const mostAnswers = 40;

export interface Answered {
  readonly sent: ClassCounts;
  /** How many of each kind were posted. */
  readonly kinds: { readonly [kind: string]: number };
  /** The run when every answer had found its way into it, or when the patience had ended. */
  readonly run: Run;
}

/** Answers some of the mails as their recipients would, and waits until the run shows the replies. */
export const answerMail = async (
  session: Session,
  runId: string,
  mail: { readonly pageUrl: string; readonly caught: readonly CaughtMail[] },
  inbound: { readonly host: string; readonly port: number },
): Promise<Answered> => {
  const received = await Promise.all(spread(mail.caught, mostAnswers).map((each) => receivedMail(mail.pageUrl, each)));
  const planned = planAnswers(received);
  await postAnswers(
    inbound,
    planned.map(({ letter }) => letter),
  );
  const kinds: Record<string, number> = {};
  for (const { kind } of planned) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return { sent: classesOf(planned), kinds, run: await withReplies(session, runId, planned.length) };
};

/** A run that never gets them all is judged as it is: the checks say what is missing. */
const withReplies = async (session: Session, runId: string, wanted: number): Promise<Run> => {
  let last = await runNow(session, runId);
  const deadline = performance.now() + 30_000;
  return until(
    'the run has its replies',
    async () => {
      last = await runNow(session, runId);
      const { unclassified = 0, ...classes } = last.replies;
      const count = Object.values(classes).reduce((sum, each) => sum + each, 0);
      return (count >= wanted && unclassified === 0) || performance.now() > deadline ? last : null;
    },
    { timeoutMs: 40_000, signal: session.signal },
  );
};
