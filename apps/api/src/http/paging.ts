/** `Link` header (RFC 8288) to the next page: the same request with another cursor. */
export const nextLink = (url: string, next: string | null): Readonly<Record<string, string>> => {
  if (next === null) return {};
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('after', next);
  return { link: `<${path ?? ''}?${parameters.toString()}>; rel="next"` };
};
