import { createClient } from '#client/client.js';

/** Where the API is: it serves the console too, and the cookie of the session goes nowhere else. */
export const origin = window.location.origin;

/** The typed client. Wrap calls in `answered(…)`, so that refusals are thrown as `ProblemAnswer`. */
export const api = createClient({ baseUrl: origin, source: 'console' });
