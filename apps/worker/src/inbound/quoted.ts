/**
 * The words of whoever wrote the mail: without quoted lines, without the line that introduces them ("On … wrote:"),
 * without forwarded headers, and without the signature. Matches the habits of mail clients in several languages.
 */
export const ownWords = (text: string): string => {
  const lines = text.replaceAll('\r', '').split('\n').slice(0, maxLines);
  const own: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (isQuoted(line)) continue;
    const introduced = introduction(lines, at);
    if (introduced > 0) {
      // Answers between the quotes go on below; without > marks the rest is all quote.
      if (!isQuoted(nextText(lines, at + introduced))) break;
      at += introduced - 1;
      continue;
    }
    if (line === '--' || historyStarts(lines, at) || device.test(line)) break;
    own.push(line);
  }
  return own.join('\n').trim();
};

/** Own words stand at the beginning; a mail of more lines than this is no answer. */
const maxLines = 5_000;

const isQuoted = (line: string): boolean => /^[>|]/.test(line);

const nextText = (lines: readonly string[], from: number): string =>
  lines
    .slice(from, from + 5)
    .find((line) => line.trim() !== '')
    ?.trim() ?? '';

/** How many lines from here are "On Monday, somebody wrote:", which clients wrap: 0 to 3. */
const introduction = (lines: readonly string[], at: number): number => {
  let joined = '';
  for (let count = 1; count <= 3; count += 1) {
    const line = lines[at + count - 1]?.trim() ?? '';
    if (line === '' || line.length > 300) return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (attribution.test(joined)) return count;
  }
  return 0;
};

/** A date or an address in front of "wrote" tells a client's line from a person's sentence. */
const attribution = new RegExp(
  String.raw`^(?=.*(?:\d|@|<)).{0,300}\b(?:` +
    [
      'wrote',
      'schrieb(?: [^:]{0,120})?',
      'geschrieben',
      'a écrit',
      'escribió',
      'escribio',
      'ha scritto',
      'schreef(?: [^:]{0,120})?',
      'escreveu',
      'skrev(?: [^:]{0,120})?',
      'napisał(?:\\(a\\))?',
      'kirjoitti',
      'napsal(?:\\(a\\))?',
      'yazdı',
    ].join('|') +
    String.raw`)\s*:$|^(?:On|Am|Le|El|Il|Op|Em|Den|W dniu)\b.{0,300}[<(][^\s<>()@]{1,64}@[^\s<>()@]{1,255}[>)]{1,2}\s*:$`,
  'iu',
);

/** "-----Original Message-----", a rule of underscores above "From:", or the From/Sent/To block itself. */
const historyStarts = (lines: readonly string[], at: number): boolean => {
  const line = lines[at]?.trim() ?? '';
  if (originalMessage.test(line)) return true;
  if (/^_{10,}$/.test(line)) return fromLine.test(nextText(lines, at + 1));
  if (!fromLine.test(line)) return false;
  return lines.slice(at + 1, at + 6).some((next) => sentLine.test(next.trim()));
};

const originalMessage =
  /^-{2,} ?(?:original message|original appointment|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|ursprungligt meddelande|oprindelig meddelelse|wiadomość oryginalna) ?-{2,}$/iu;

const fromLine = /^\*?(?:From|Von|De|Da|Van|Från|Fra|Od|Lähettäjä)\s?:\*?\s\S/iu;

const sentLine =
  /^\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Fecha|Inviato|Data|Verzonden|Skickat|Sendt|Wysłano|Lähetetty)\s?:/iu;

/** What phones put below every mail. */
const device =
  /^(?:sent from (?:my|mail|outlook|yahoo|proton)|get outlook for|von meinem .{2,30} gesendet|gesendet von|envoyé (?:de|depuis)|obtenez outlook|enviado desde|inviato da|verzonden (?:vanaf|met)|verstuurd vanaf|enviado do|skickat från|sendt fra|wysłano z)\b.{0,80}$/iu;
