const controls = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const controlsInText = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** A value for one line. What others wrote may hold sequences that would command the terminal: they show as � instead. */
export const inLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(controls, '�');

/** The same for a text of several lines. */
export const inLines = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll(controlsInText, '�');

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns that a text takes on the screen. */
export const widthOf = (text: string): number => {
  // oxlint-disable-next-line no-control-regex -- the quick way for the usual case
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segments.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
};

/** At most `columns` wide, with `…` where something is missing. */
export const cut = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  for (const { segment } of segments.segment(text)) {
    if (widthOf(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
};

export const padded = (text: string, columns: number, side: 'left' | 'right'): string => {
  const space = ' '.repeat(Math.max(0, columns - widthOf(text)));
  return side === 'left' ? space + text : text + space;
};
