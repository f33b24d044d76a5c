/** The three parts of a communication's id, `<run>.<batch>.<index>`. */
export interface CommunicationPlace {
  readonly runId: string;
  /** From 1. */
  readonly batch: number;
  /** Place in the batch, from 0. */
  readonly index: number;
}

/** A run id has 26 characters of base32 for 128 bits, so the first one is at most 7. */
const shape = /^([0-7][0-9a-hjkmnp-tv-z]{25})\.([1-9][0-9]{0,6})\.(0|[1-9][0-9]{0,2})$/;

/** The parts of a communication's id; null for any other text. */
export const placeOf = (communicationId: string): CommunicationPlace | null => {
  const [, runId, batch, index] = shape.exec(communicationId) ?? [];
  if (runId === undefined || batch === undefined || index === undefined) return null;
  return Number(batch) < 2 ** 21 && Number(index) < 256 ? { runId, batch: Number(batch), index: Number(index) } : null;
};

export const communicationIdAt = ({ runId, batch, index }: CommunicationPlace): string => `${runId}.${batch}.${index}`;
