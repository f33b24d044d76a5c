import type { Attempt } from '../checker/history.js';

/** Stream of what a location names. */
const streams: readonly (readonly [location: RegExp, stream: (id: string) => string])[] = [
  [/^\/v1\/(goal|segment|sender|campaign|run)s\/([0-9a-z]+)$/, (id) => id],
  [/^\/v1\/holds$/, (id) => `hold-${id.replaceAll(':', '.')}`],
];

/** Where an answer of 202 says that the command's events are. */
export const promisesOf = (body: unknown): Attempt['promises'] => {
  if (typeof body !== 'object' || body === null) return undefined;
  const { id, location, revision } = Object.fromEntries(Object.entries(body));
  if (typeof id !== 'string' || typeof location !== 'string' || typeof revision !== 'number') return undefined;
  for (const [form, streamOf] of streams) {
    const [found, category, ofLocation] = form.exec(location) ?? [];
    if (found === undefined) continue;
    return { stream: category === undefined ? streamOf(id) : `${category}-${ofLocation ?? id}`, revision };
  }
  return undefined;
};
