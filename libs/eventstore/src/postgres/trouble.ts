import { InvalidAppend, LogUnavailable } from '../port.js';

/**
 * Classes of SQLSTATE in which the statement may work another time, or may have worked: broken connections,
 * refused log-ins, a database away for a restore, read-only or stopping servers, full disks, time-outs, internal errors.
 */
const passing = new Set(['08', '25', '28', '3D', '40', '53', '55', '57', '58', 'F0', 'XX']);
/** What the checks before an append cannot see: values nested deeper than the server's stack. */
const unstorable = new Set(['54000', '54001', '22P05']);

export const sqlState = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
};

/** An error of the driver, in the words of the port. Without SQLSTATE it came from the connection, not the server. */
export const translated = (error: unknown): Error => {
  if (error instanceof LogUnavailable || error instanceof InvalidAppend) return error;
  const state = sqlState(error);
  const message = error instanceof Error ? error.message : String(error);
  if (state === undefined || passing.has(state.slice(0, 2))) {
    return new LogUnavailable(`the log cannot be reached: ${message}`, { cause: error });
  }
  if (unstorable.has(state)) return new InvalidAppend(`not storable: ${message}`, { cause: error });
  if (state === '42P01' || state === '3F000') {
    return new Error('the log has no tables here: run the migrations first', { cause: error });
  }
  return error instanceof Error ? error : new Error(message);
};
