/** A part of a mail; the lines of a text end with LF. */
export type Part =
  | { readonly type: string; readonly text: string }
  | { readonly type: `multipart/${string}`; readonly parts: readonly Part[] };

export type Headers = readonly (readonly [name: string, value: string])[];

/** A mail as it goes over the wire, made of nothing else than its arguments: the same ones give the same bytes. */
export const mimeOf = (headers: Headers, body: Part): string =>
  lines([...headers.map(([name, value]) => `${name}: ${encoded(value)}`), 'MIME-Version: 1.0', ...partOf(body, 0)]);

const lines = (all: readonly string[]): string => all.join('\r\n');

/** Header lines, an empty one, content. */
const partOf = (part: Part, depth: number): readonly string[] => {
  if ('parts' in part) {
    const boundary = `=_${depth}_answer`;
    return [
      `Content-Type: ${part.type}; boundary="${boundary}"`,
      '',
      ...part.parts.flatMap((each) => [`--${boundary}`, ...partOf(each, depth + 1)]),
      `--${boundary}--`,
      '',
    ];
  }
  // Reports and returned messages are read by machines, as they are (RFC 3464 §2.1, RFC 2046 §5.2.1).
  if (!part.type.startsWith('text/') || part.type === 'text/rfc822-headers')
    return [`Content-Type: ${part.type}`, '', ...part.text.split('\n')];
  const base64 = Buffer.from(part.text.replaceAll('\n', '\r\n')).toString('base64');
  return [
    `Content-Type: ${part.type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(base64.match(/.{1,76}/g) ?? []),
  ];
};

/** RFC 2047: what is not ASCII in words of at most 75 characters, each of whole characters. */
const encoded = (value: string): string => {
  if (/^[\x20-\x7e]*$/.test(value)) return value;
  const words: string[] = [];
  let word = '';
  for (const character of value) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ');
};
