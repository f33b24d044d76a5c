/**
 * Whether a statement failed for want of a table. After an upgrade the tables of the release before are read until the
 * new ones have caught up.
 */
export const isMissingTable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42P01';
