/** One command of a shell text: its words without quotes, and the settings put before it. */
export interface Simple {
  readonly words: readonly string[];
  /** Names of `NAME=value` before the command, or alone. */
  readonly sets: readonly string[];
}

const assignment = /^([A-Za-z_]\w*)=/;

/**
 * The commands of a shell text, those inside `$( … )` first, as far as documents need it: quotes, comments, pipes,
 * `&&`, `;`, continued lines, redirections. What a substitution or a variable gives stands as `$`.
 */
export const commandsIn = (text: string): readonly Simple[] => {
  const found: Simple[] = [];
  let words: string[] = [];
  let word: string | null = null;
  const source = text.replaceAll(/\\\n\s*/g, ' ');
  const endWord = (): void => {
    if (word !== null) words.push(word);
    word = null;
  };
  const endCommand = (): void => {
    endWord();
    if (words.length > 0) found.push(simple(words));
    words = [];
  };
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === "'") {
      const end = source.indexOf("'", at + 1);
      word = (word ?? '') + source.slice(at + 1, end);
      at = end;
    } else if (character === '"') {
      const [quoted, end] = doubleQuoted(source, at + 1, found);
      word = (word ?? '') + quoted;
      at = end;
    } else if (character === '$') {
      at = substitution(source, at, found);
      word = `${word ?? ''}$`;
    } else if (character === '#' && word === null) {
      at = source.indexOf('\n', at) < 0 ? source.length : source.indexOf('\n', at) - 1;
    } else if ('|;\n&'.includes(character)) endCommand();
    else if (' \t'.includes(character)) endWord();
    else word = (word ?? '') + character;
  }
  endCommand();
  return found;
};

const simple = (words: readonly string[]): Simple => {
  const first = words.findIndex((word) => !assignment.test(word));
  const sets = first < 0 ? words : words.slice(0, first);
  const rest = first < 0 ? [] : words.slice(first);
  const redirected = rest.findIndex((word) => /^\d?[<>]/.test(word));
  return {
    words: redirected < 0 ? rest : rest.slice(0, redirected),
    sets: sets.map((word) => assignment.exec(word)?.[1] ?? ''),
  };
};

/** The text up to the closing quote, and where that stands. */
const doubleQuoted = (source: string, from: number, found: Simple[]): readonly [string, number] => {
  let text = '';
  let at = from;
  for (; at < source.length && source.charAt(at) !== '"'; at += 1) {
    if (source.charAt(at) === '$') {
      at = substitution(source, at, found);
      text += '$';
    } else text += source.charAt(at) === '\\' ? source.charAt((at += 1)) : source.charAt(at);
  }
  return [text, at];
};

/** Takes in the commands of `$( … )`; answers where it, or the name of a variable, ends. */
const substitution = (source: string, from: number, found: Simple[]): number => {
  if (source.charAt(from + 1) !== '(') return from + (/^\{?\w+\}?/.exec(source.slice(from + 1))?.[0].length ?? 0);
  let depth = 0;
  for (let at = from + 1; at < source.length; at += 1) {
    if (source.charAt(at) === '(') depth += 1;
    if (source.charAt(at) === ')') depth -= 1;
    if (depth === 0) {
      found.push(...commandsIn(source.slice(from + 2, at)));
      return at;
    }
  }
  throw new Error(`a parenthesis is not closed: ${source.slice(from, from + 60)}`);
};
