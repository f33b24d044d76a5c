import { ProblemAnswer } from '#client/client.js';

/** Whether a save was refused because something else is there by now than it was made on. */
export const isStale = (error: unknown): boolean => error instanceof ProblemAnswer && error.response.status === 412;
