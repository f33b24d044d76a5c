import { type JSONEventData, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import type { SerializedEvent } from '../append-request.js';
import { type AppendResult, type ExpectedRevision, InvalidAppend, LogUnavailable } from '../port.js';
import type { Connection } from './connection.js';
import type { Epochs } from './epochs.js';
import { tokenOf } from './place.js';

/** The client writes JSON by recursion, in a place where a full stack ends the process. */
const mostLevels = 1_000;

/**
 * One append of exactly these events after exactly this revision: that is what makes its repetition safe, for the
 * server knows the first time by the ids.
 */
export const append = async (
  connection: Connection,
  epochs: Epochs,
  stream: string,
  expected: ExpectedRevision,
  events: readonly SerializedEvent[],
): Promise<AppendResult> => {
  const stored = events.map(storedForm);
  const expectedRevision = expected === 'none' ? NO_STREAM : BigInt(expected);
  try {
    const { nextExpectedRevision, position } = await connection.call((client, options) =>
      client.appendToStream(stream, stored, { ...options, expectedRevision }),
    );
    if (!position) throw new LogUnavailable('the server told no position of what it stored');
    return {
      ok: true,
      revision: Number(nextExpectedRevision),
      position: tokenOf(epochs.placeOf(position.commit)),
    };
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw error;
    const { actualVersion } = error;
    return { ok: false, actual: typeof actualVersion === 'bigint' ? Number(actualVersion) : 'none' };
  }
};

/** Texts that were checked become values again: the client takes no others. */
const storedForm = ({ id, type, data, metadata }: SerializedEvent): JSONEventData => {
  if (levelsOf(data) > mostLevels || levelsOf(metadata) > mostLevels) {
    throw new InvalidAppend(`${type}: nested deeper than ${mostLevels} levels`);
  }
  return { id, type, contentType: 'application/json', data: JSON.parse(data), metadata: JSON.parse(metadata) };
};

const levelsOf = (json: string): number => {
  // Each level takes an opening and a closing character.
  if (json.length <= 2 * mostLevels) return 0;
  let levels = 0;
  let deepest = 0;
  let inText = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (inText) {
      if (character === '\\') index += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (levels += 1));
    else if (character === '}' || character === ']') levels -= 1;
  }
  return deepest;
};
