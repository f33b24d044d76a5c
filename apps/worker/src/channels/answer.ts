/** As much of an answer as an event keeps. */
const maxLength = 200;

/** Everything that looks like an address: quoted, with a source route, with a VERP token, in any script. */
const addresses = /<?[^\s<>(),;:"'[\]]*[^\s<>(),;:"'[\]]@[^\s<>(),;:"'[\]]+>?/gu;

/**
 * A provider's answer as it may stand in an event: on one line, shortened, and without the recipient. Servers
 * like to repeat the address, or only the part before the @, and events never hold personal data.
 */
export const answerWithout = (recipient: string, answer: string): string => {
  const at = recipient.lastIndexOf('@');
  const [local, domain] = at < 0 ? [recipient, ''] : [recipient.slice(0, at), recipient.slice(at + 1)];
  const names = [recipient, recipient.replace('@', '%40'), `${local}=${domain}`, local].filter(
    (name) => name.length > 1,
  );
  let text = answer
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/"[^"]*"@[\w.-]+/g, '<address>')
    .trim();
  for (const name of names) text = text.replaceAll(wholeWord(name), '<address>');
  text = text.replaceAll(addresses, '<address>').replaceAll(/<address>(?:>|@[\w.-]+>?)+/g, '<address>');
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
};

const wholeWord = (name: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])<?${name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)}>?(?![\\p{L}\\p{N}])`,
    'giu',
  );
