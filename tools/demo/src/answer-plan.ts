import { type AnswerKind, answers, type Letter, type ReplyClass } from './answers.js';
import type { ReceivedMail } from './received-mail.js';

/** How often each kind of answer comes; 40 in all. */
const often: readonly (readonly [AnswerKind, number])[] = [
  ['plain text', 10],
  ['HTML as Gmail quotes', 6],
  ['HTML as Outlook quotes', 6],
  ['plain text with quote', 4],
  ['out of office', 5],
  ['bounce (RFC 3464)', 4],
  ['ticket system', 2],
  ['List-Unsubscribe', 1],
  ['“Unsubscribe me”', 1],
  ['complaint (RFC 5965)', 1],
];

/** In turns, so that also a few answers are of many kinds. */
export const answerKinds: readonly AnswerKind[] = Array.from({
  length: Math.max(...often.map(([, times]) => times)),
}).flatMap((_, round) => often.filter(([, times]) => round < times).map(([kind]) => kind));

export type ClassCounts = { readonly [name in ReplyClass]?: number };

export interface PlannedAnswer {
  readonly kind: AnswerKind;
  readonly letter: Letter;
}

/** One answer to each of the mails, at most 40. */
export const planAnswers = (mails: readonly ReceivedMail[]): readonly PlannedAnswer[] =>
  answerKinds.slice(0, mails.length).flatMap((kind, number) => {
    const mail = mails[number];
    return mail === undefined ? [] : [{ kind, letter: answers[kind].write(mail, number) }];
  });

/** How many replies of each class the answers are to become. */
export const classesOf = (planned: readonly PlannedAnswer[]): ClassCounts => {
  const counts: { [name in ReplyClass]?: number } = {};
  for (const { kind } of planned) {
    const { class: name } = answers[kind];
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

/** So many of the list, from all over it. */
export const spread = <T>(list: readonly T[], wanted: number): readonly T[] => {
  const count = Math.min(wanted, list.length);
  return Array.from({ length: count }, (_, at) => list[Math.floor((at * list.length) / count)]).filter(
    (each) => each !== undefined,
  );
};
