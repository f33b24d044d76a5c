import { Problem } from './problem.js';

/** Strong ETag (RFC 9110 §8.8.3) of what a stream folds to: it changes with every event of the stream. */
export const etagOf = (revision: number): string => `"${revision}"`;

/**
 * Refuses an edit that was not based on the present state: 428 without If-Match (RFC 6585 §3), 412 when it
 * names another state (RFC 9110 §13.1.1). `*` matches whatever is there.
 */
export const requireMatch = (ifMatch: string | undefined, revision: number): void => {
  if (ifMatch === undefined || ifMatch.trim() === '')
    throw new Problem('precondition-required', 'send the ETag you read as If-Match', {
      errors: [{ header: 'If-Match', detail: 'is missing' }],
    });
  if (ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  // A weak tag never matches here: If-Match compares strongly.
  if (!tags.includes(etagOf(revision)))
    throw new Problem('stale-version', `the present ETag is ${etagOf(revision)}`, {}, { etag: etagOf(revision) });
};
