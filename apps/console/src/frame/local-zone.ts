/** This browser's own. */
export const localZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
