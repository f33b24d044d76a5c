import { isDatabaseAway } from '#platform/database/away.js';

/** Beyond an absent server (SQLSTATE, PostgreSQL documentation, appendix A): locks, the system, tables that are not there. */
const ofTheDatabase = /^(55|XX)|^(42P01|3F000)$/;

/** Whether another event could have gone through: then this one is parked. Otherwise everything waits. */
export const isOfTheEvent = (error: unknown): boolean => {
  if (!(error instanceof Error)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return !isDatabaseAway(error) && !ofTheDatabase.test(code);
};
