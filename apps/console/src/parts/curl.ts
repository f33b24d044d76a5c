export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its ids filled in: `/v1/runs/…`. */
  readonly path: string;
  /** Several values of one name are repeated. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request as a line for a POSIX shell; the key stays a variable. */
export const curlOf = (origin: string, { method, path, query = {}, headers = {}, body }: ApiRequest): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) if (one !== undefined) params.append(name, String(one));
  const url = `${origin}${path}${params.size === 0 ? '' : `?${params.toString()}`}`;
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(url)}`,
    '-H "Authorization: Bearer $API_KEY"',
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(body))}`]),
  ].join(' \\\n  ');
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
