/**
 * Classes of SQLSTATE that say nothing about the statement: connection, transaction that others ended, resources,
 * a server that takes no connections now, a stop or a time-out, the disk.
 */
const passing = /^(08|25|40|53|57|58)[0-9A-Z]{3}$|^(55000|55P03)$/;
const ofTheSocket =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What pg and its pool say, without a code, when a connection ends or does not come about. */
const ofTheDriver =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired$|Query read timeout$|Client (has encountered|was closed)|Cannot use a pool after calling end)/;

/** Whether the database could not be asked, or did not answer: the same may go well another time. */
export const isDatabaseAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return code === null ? ofTheDriver.test(error.message) : passing.test(code) || ofTheSocket.test(code);
};
