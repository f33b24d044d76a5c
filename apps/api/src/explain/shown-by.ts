import type { Evidence } from '#domain/explain/facts.js';
import { numbersOf } from '#readmodel/history/queries.js';
import type { Installation } from '../installation.js';
import type { ShownBy } from './explanation-view.js';

/** Puts numbers of histories and links to events. */
export type Show = (events: readonly Evidence[]) => readonly ShownBy[];

/** For all of these events at once. */
export const shows = async ({ pool }: Installation, events: readonly Evidence[]): Promise<Show> => {
  const byRun = new Map<string, Evidence[]>();
  for (const event of events) {
    const runId = runOf(event.stream);
    if (runId !== null) byRun.set(runId, [...(byRun.get(runId) ?? []), event]);
  }
  const numbers = new Map<string, number>();
  for (const [runId, some] of byRun)
    for (const { stream, revision, number } of await numbersOf(pool, runId, some))
      numbers.set(`${revision}@${stream}`, number);
  return (some) =>
    some.map(({ stream, revision, type, at, actor, reason }) => {
      const runId = runOf(stream);
      const number = numbers.get(`${revision}@${stream}`) ?? null;
      return {
        type,
        runId,
        number,
        stream,
        revision,
        occurredAt: at,
        actor,
        reason,
        link: runId === null ? linkOf(stream) : historyLink(runId, number),
      };
    });
};

const ofRuns = ['run', 'runbatch', 'report', 'thread'];

const runOf = (stream: string): string | null => {
  const [category, id] = divided(stream);
  return ofRuns.includes(category) ? (id.split('.')[0] ?? null) : null;
};

const divided = (stream: string): readonly [string, string] => {
  const at = stream.indexOf('-');
  return [stream.slice(0, at), stream.slice(at + 1)];
};

const historyLink = (runId: string, number: number | null): string | null =>
  number === null ? null : `/v1/runs/${runId}/history?after=${number - 1}&limit=1`;

const definitions = ['campaign', 'goal', 'segment', 'sender'];

const linkOf = (stream: string): string | null => {
  const [category, id] = divided(stream);
  if (definitions.includes(category)) return `/v1/${category}s/${id}/versions`;
  return category === 'hold' ? '/v1/holds' : null;
};
