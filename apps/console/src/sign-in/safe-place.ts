/**
 * A place of this console, and nowhere else. Read as the browser will read it: it leaves tabs and line ends out of an
 * address, so that a slash, a tab and a slash lead to another host.
 */
export const safePlace = (to: string | undefined, origin: string): string => {
  if (to === undefined || !to.startsWith('/') || !URL.canParse(to, origin)) return '/runs';
  const { origin: there, pathname, search, hash } = new URL(to, origin);
  return there === origin && !pathname.startsWith('//') ? pathname + search + hash : '/runs';
};
