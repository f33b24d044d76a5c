/**
 * SQLSTATE classes (PostgreSQL documentation, appendix A) of troubles that are not the event's: connections, lost
 * transactions, conflicts, resources, locks, shutdown, the system; and tables that are not there.
 */
const ofTheDatabase = /^(08|25|40|53|55|57|58|XX)|^(42P01|3F000)$/;
const connectionErrors = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/;
/** How `pg` says without a code that the connection is gone. */
const connectionWords =
  /connection terminated|connection error|timeout exceeded when trying to connect|pool after calling end/i;

/** Whether another event could have gone through: then this one is parked. Otherwise everything waits. */
export const isOfTheEvent = (error: unknown): boolean => {
  if (!(error instanceof Error)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return !ofTheDatabase.test(code) && !connectionErrors.test(code) && !connectionWords.test(error.message);
};
