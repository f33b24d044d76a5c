import type { Schemas } from '#client/client.js';
import type { SeenDraft } from './decide.js';

type Draft = Pick<Schemas['CommunicationSummary'], 'id' | 'contentHash'>;

/**
 * The drafts that were chosen, by their ids, each with the content that it had then. The list is read again all the time:
 * who was rendered anew meanwhile must not be decided with words that nobody has read.
 */
export type ChosenDrafts = ReadonlyMap<string, string>;

export const withDraft = (chosen: ChosenDrafts, { id, contentHash }: Draft): ChosenDrafts =>
  contentHash === null ? chosen : new Map([...chosen, [id, contentHash]]);

/** All that are listed; those that were chosen before keep the content that they were chosen with. */
export const allChosen = (chosen: ChosenDrafts, listed: readonly Draft[]): ChosenDrafts =>
  new Map(
    listed.flatMap(({ id, contentHash }) =>
      contentHash === null ? [] : [[id, chosen.get(id) ?? contentHash] as const],
    ),
  );

export const withoutDraft = (chosen: ChosenDrafts, id: string): ChosenDrafts =>
  new Map([...chosen].filter(([each]) => each !== id));

/** What is decided: of what was chosen, the drafts that are still listed. */
export const seenOf = (chosen: ChosenDrafts, listed: readonly Draft[]): readonly SeenDraft[] =>
  listed.flatMap(({ id }) => {
    const contentHash = chosen.get(id);
    return contentHash === undefined ? [] : [{ id, contentHash }];
  });
