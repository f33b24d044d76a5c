/** The header and so many records of a CSV file; a record with line breaks in its quotes stays whole. */
export const firstRows = (text: string, wanted: number): string => {
  let at = 0;
  for (let records = 0; records <= wanted && at < text.length; records += 1) at = endOfRecord(text, at);
  return text.slice(0, at);
};

/** A record ends at the first line end that is not between two quotes. */
const endOfRecord = (text: string, from: number): number => {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === '\n' && !quoted) return at + 1;
  }
  return text.length;
};
