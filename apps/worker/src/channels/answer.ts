/** As much of an answer as an event keeps, and as is looked at. */
const maxLength = 200;
const longestRead = 2_000;

/** Everything that looks like an address: quoted, with a source route, with a VERP token, in any script. */
const addresses = /<?[^\s<>(),;:"'[\]]*[^\s<>(),;:"'[\]]@[^\s<>(),;:"'[\]]+>?/gu;

/**
 * A provider's answer as it may stand in an event: on one line, shortened, and without the recipient. Servers
 * like to repeat the address, or only the part before the @, and events never hold personal data. Neither do they hold
 * a NUL, or half of a character that the cut went through: the log would refuse them, and with them the outcome.
 */
export const answerWithout = (recipient: string, answer: string): string => {
  const at = recipient.lastIndexOf('@');
  const [local, domain] = at < 0 ? [recipient, ''] : [recipient.slice(0, at), recipient.slice(at + 1)];
  const names = [recipient, recipient.replace('@', '%40'), `${local}=${domain}`, local].filter(
    (name) => name.length > 1,
  );
  let text = answer
    .slice(0, longestRead)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/"[^"]*"@[\w.-]+/g, '<address>')
    .trim();
  const lower = text.toLowerCase();
  // Compiling a pattern per recipient costs more than sending to them; hardly any answer needs one.
  for (const name of names) {
    if (lower.includes(name.toLowerCase())) text = text.replaceAll(wholeWord(name), '<address>');
  }
  text = text.replaceAll(addresses, '<address>').replaceAll(/<address>(?:>|@[\w.-]+>?)+/g, '<address>');
  const short = text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  return short.replaceAll(/\p{Cs}/gu, '');
};

const wholeWord = (name: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])<?${name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)}>?(?![\\p{L}\\p{N}])`,
    'giu',
  );
