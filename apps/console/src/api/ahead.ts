/**
 * Begins what a page needs before the page is there to ask for it. A failure is not this place's to tell: it stays with
 * the query, or the page's part is loaded again, and the page that needs it shows why it cannot be had.
 */
export const begin = (...ahead: readonly (Promise<unknown> | undefined)[]): void => {
  for (const one of ahead) one?.catch(() => undefined);
};
