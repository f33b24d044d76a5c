import { TimeText } from './time-text.js';

const instant = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)/;

/** A sentence of the service with its instants in the chosen zone. */
export const WithTimes = ({ text }: { readonly text: string }) =>
  text.split(instant).map((part, place) =>
    // Every other part is an instant; the parts of one sentence never move.
    place % 2 === 1 ? <TimeText key={place} instant={part} as="minutes" /> : part,
  );
