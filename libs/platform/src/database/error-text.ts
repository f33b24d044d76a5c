/**
 * An error as tables and logs may keep it. The messages of PostgreSQL's data exceptions (SQLSTATE class 22) quote
 * the value that could not be read, which may be personal; of those only the code is kept.
 */
export const errorText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^22[0-9A-Z]{3}$/.test(code) ? `${error.name}: SQLSTATE ${code}` : `${error.name}: ${error.message}`;
};
