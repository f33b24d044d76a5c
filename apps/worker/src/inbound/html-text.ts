/**
 * What a reader sees of HTML, line by line, as plain text. Every mail is somebody else's, so this is one pass over
 * the tags without a tree: its cost is the length, however they nest. With `own`, what mail clients quote of earlier
 * mails is left out.
 */
export const visibleText = (html: string, which: 'all' | 'own'): string => {
  let text = '';
  let at = 0;
  /** Open elements inside one that is left out; 0 = nothing is left out. */
  let depth = 0;
  let leftOut = '';
  /** The next `>`, looked for once and not at every `<` before it. */
  let close = -1;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const upTo = open < 0 ? html.length : open;
    if (depth === 0) text += html.slice(at, upTo).replaceAll(/\s+/g, ' ');
    if (open < 0) break;
    if (close < open) close = html.indexOf('>', open);
    if (close < 0) close = html.length;
    const tag = tagAt(html, open, close);
    at = tag.end;
    if (tag.name === '') {
      if (depth === 0) text += html.slice(open, tag.end);
    } else if (depth > 0) {
      if (tag.name === leftOut) depth += tag.closing ? -1 : 1;
    } else if (!tag.closing && which === 'own' && startsHistory(tag)) {
      break;
    } else if (!tag.closing && isLeftOut(tag, which) && !tag.selfClosing) {
      depth = 1;
      leftOut = tag.name;
    } else if (blocks.has(tag.name)) {
      text += '\n';
    }
  }
  return decoded(text)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
};

interface Tag {
  /** Lower case; `!` for comments and declarations; empty when the `<` starts no tag. */
  readonly name: string;
  readonly closing: boolean;
  readonly selfClosing: boolean;
  /** As written, for the few that are looked at. */
  readonly attributes: string;
  /** Where the text goes on. */
  readonly end: number;
}

/** No tag of interest is longer; a `<` without an end within it is text. */
const longestTag = 16_384;

/** Of a tag's attributes only so much is looked at: the patterns below start again at every `id=`. */
const longestLook = 1_000;

const tagAt = (html: string, open: number, close: number): Tag => {
  const none = { closing: false, selfClosing: false, attributes: '' };
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 4);
    return { ...none, name: '!', end: end < 0 ? html.length : end + 3 };
  }
  const [, slash, name] = /^<(\/?)([a-z!?][a-z0-9:]*)/i.exec(html.slice(open, open + 64)) ?? [];
  if (name === undefined) return { ...none, name: '', end: open + 1 };
  if (close === html.length || close - open >= longestTag) return { ...none, name: '', end: open + 1 };
  const end = close + 1;
  const body = html.slice(open + 1 + (slash?.length ?? 0) + name.length, end - 1);
  return {
    name: name.toLowerCase(),
    closing: slash === '/',
    selfClosing: body.endsWith('/'),
    attributes: body.slice(0, longestLook),
    end,
  };
};

const invisible: ReadonlySet<string> = new Set(['head', 'title', 'style', 'script', 'template', 'noscript']);

const isLeftOut = ({ name, attributes }: Tag, which: 'all' | 'own'): boolean =>
  invisible.has(name) ||
  (which === 'own' && (name === 'blockquote' || (name === 'div' && quoteClasses.test(attributes))));

/** Gmail (and the many that copy it), Yahoo, Proton, Thunderbird's line above the quote, Zoho, Samsung. */
const quoteClasses =
  /\b(?:class|id)\s*=\s*["']?[^"'>]*\b(?:gmail_quote|gmail_attr|gmail_extra|yahoo_quoted|protonmail_quote|moz-cite-prefix|zmail_extra|quotedText)/i;

/** From here to the end everything is history: Outlook on the web, on phones, on the desktop; Apple's reply separator. */
const startsHistory = ({ name, attributes }: Tag): boolean =>
  (name === 'div' &&
    (/\bid\s*=\s*["']?[^"'>]*(?:divRplyFwdMsg|appendonsend|reply-intro|mail-editor-reference-message)/i.test(
      attributes,
    ) ||
      /border-top\s*:\s*solid\s+#(?:E1E1E1|B5C4DF)/i.test(attributes))) ||
  (name === 'hr' && /\bid\s*=\s*["']?stopSpelling/i.test(attributes));

const blocks: ReadonlySet<string> = new Set(
  'address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);

/** Those that words of Western languages are written with; the others do not decide anything. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  szlig: 'ß',
  aelig: 'æ',
  oslash: 'ø',
};

const accents: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
  caron: '\u030c',
};

const decoded = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? accented(name) ?? all;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
    },
  );

const accented = (name: string): string | undefined => {
  const accent = accents[name.slice(1).toLowerCase()];
  return accent === undefined ? undefined : `${name.charAt(0)}${accent}`.normalize('NFC');
};
