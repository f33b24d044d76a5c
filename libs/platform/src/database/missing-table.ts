/**
 * Whether a statement failed for want of a table or of its schema: nothing has made them yet, or, after an upgrade, those of
 * the release before are read until the new ones have caught up.
 */
export const isMissingTable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '3F000');
