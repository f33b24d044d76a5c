import { type Liquid, Output, type Template, type Token, TokenKind, TypeGuards } from 'liquidjs';
import { nodeCost } from './engine.js';
import { written } from './escape.js';
import type { Budget } from './render-text.js';

/**
 * A text of nothing but words and names in braces, as most are: its pieces in order, a name as its path. Reading the names
 * directly gives what the engine would give, for a fraction of its work.
 */
export interface PlainText {
  readonly pieces: readonly (string | readonly [string, ...string[]])[];
  readonly escape: (value: unknown) => string;
}

/** Null when a tag, a filter, an operator or a computed name is in it. */
export const plainTextOf = ({ options }: Liquid, templates: readonly Template[]): PlainText | null => {
  const { outputEscape } = options;
  const pieces = templates.map((one) => pieceOf(one, outputEscape !== undefined));
  if (!pieces.every((piece) => piece !== null)) return null;
  return { pieces, escape: outputEscape ?? written };
};

/** Members that the engine makes up for lists and texts. */
const madeUp: ReadonlySet<string> = new Set(['size', 'first', 'last']);

/** The engine does not export its class. */
const isWords = (token: Token): token is Token & { getContent(): string } => token.kind === TokenKind.HTML;

const pieceOf = (template: Template, isEscaped: boolean): PlainText['pieces'][number] | null => {
  const { token } = template;
  if (isWords(token)) return token.getContent();
  if (!(template instanceof Output)) return null;
  const { filters, initial } = template.value;
  const [only, ...others] = initial.postfix;
  // The engine's last filter is the escaping one, unless the text ends in one that wants none.
  const isBare = isEscaped ? filters.length === 1 && filters[0]?.raw === false : filters.length === 0;
  if (!isBare || others.length > 0 || !TypeGuards.isPropertyAccessToken(only) || only.variable !== undefined)
    return null;
  const names = only.props.map((prop) => ('content' in prop ? prop.content : null));
  const [root, ...members] = names;
  if (typeof root !== 'string' || !members.every((name) => typeof name === 'string' && !madeUp.has(name))) return null;
  return [root, ...members.map(String)];
};

/**
 * The text with its values, and its work taken from the budget as the engine would take it. Null when anything is out of
 * the ordinary (no value, something that is no text, number or truth value, too much work): the engine has the words for it.
 */
export const renderPlain = ({ pieces, escape }: PlainText, scope: object, { memoryLimit }: Budget): string | null => {
  let text = '';
  try {
    for (const piece of pieces) {
      const value = typeof piece === 'string' ? piece : valueAt(scope, piece);
      if (value === null) return null;
      text += typeof piece === 'string' ? piece : escape(value);
    }
    memoryLimit.use((pieces.length + 1) * nodeCost + text.length);
    return text;
  } catch {
    return null; // a section that failed fails again, with its place; of too much work nothing was taken
  }
};

const valueAt = (scope: object, path: readonly string[]): string | number | boolean | null => {
  let value: unknown = scope;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return null;
    value = (value as { readonly [member: string]: unknown })[name];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};
