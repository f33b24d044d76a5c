import type { Schemas } from '#client/client.js';
import { percent } from './goal-words.js';

export type AttainedByRun = Schemas['GoalAttainment']['runs'][number];

/** Of those who got the message, how many did what the goal is about; null: nothing to say of. */
export const shareOf = ({ attainment: { attained, accepted } }: AttainedByRun): number | null =>
  attained === null || accepted === 0 ? null : attained / accepted;

/** What the target asks for, as a share of those who got the message. */
export const wantedShareOf = ({ attainment: { wanted, accepted } }: AttainedByRun): number | null =>
  wanted === null || accepted === 0 ? null : wanted / accepted;

export const reachedWords = ({ attainment: { attained, wanted, reached } }: AttainedByRun): string => {
  if (attained === null) return 'not measured';
  if (wanted === null) return 'no target';
  return reached === true ? 'reached' : 'not reached';
};

/** All runs together, in one sentence. */
export const attainmentSentence = (runs: readonly AttainedByRun[]): string => {
  const measured = runs.filter(({ attainment }) => attainment.attained !== null);
  const [attained, accepted] = [sumOf(measured, 'attained'), sumOf(measured, 'accepted')];
  const aimed = measured.filter(({ attainment }) => attainment.wanted !== null);
  const reached = aimed.filter(({ attainment }) => attainment.reached === true).length;
  const runsWords = `${runs.length.toLocaleString()} ${runs.length === 1 ? 'run' : 'runs'}`;
  if (measured.length === 0) return `${runsWords}, none of them measured.`;
  return [
    `${runsWords}: ${attained.toLocaleString()} of ${accepted.toLocaleString()} who got it`,
    ...(accepted === 0 ? [] : [`(${percent(attained / accepted)})`]),
    ...(aimed.length === 0
      ? []
      : [`· target reached by ${reached.toLocaleString()} of ${aimed.length.toLocaleString()}`]),
  ].join(' ');
};

const sumOf = (runs: readonly AttainedByRun[], member: 'attained' | 'accepted'): number =>
  runs.reduce((sum, { attainment }) => sum + (attainment[member] ?? 0), 0);

/** The campaigns among the runs, each with what its runs attained. */
export const byCampaign = (runs: readonly AttainedByRun[]) => {
  const ids = [...new Set(runs.map(({ campaign }) => campaign.id))];
  return ids.map((id) => {
    const own = runs.filter(({ campaign }) => campaign.id === id);
    return { id, name: own[0]?.campaign.name ?? null, words: attainmentSentence(own) };
  });
};
