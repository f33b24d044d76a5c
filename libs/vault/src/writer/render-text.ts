import { Context, LiquidError, TypeGuards } from 'liquidjs';
import type { CompiledText } from './compile.js';
import { TemplateRefusal } from './escape.js';
import { sectionEngine } from './engine.js';
import { renderPlain } from './plain-text.js';

/** What all texts of one message spend together. */
export type Budget = Pick<Context, 'memoryLimit' | 'renderLimit'>;

export const newBudget = (): Budget => new Context({}, sectionEngine.options, { sync: true });

/** Paths (`contact.name`) that are known to have no value: they render as nothing, so that the next one shows. */
export type Forgiven = ReadonlySet<string>;

export const renderText = (
  { engine, templates, plain }: CompiledText,
  scope: object,
  budget: Budget,
  forgiven: Forgiven,
): string => {
  const words = plain === null || forgiven.size > 0 ? null : renderPlain(plain, scope, budget);
  if (words !== null) return words;
  const { memoryLimit, renderLimit } = budget;
  const Kind = forgiven.size === 0 ? Context : ForgivingContext;
  const context = new Kind(scope, engine.options, { sync: true }, { memoryLimit, renderLimit, liquid: engine });
  if (context instanceof ForgivingContext) context.forgiven = forgiven;
  const text: unknown = engine.renderSync(templates, context);
  return typeof text === 'string' ? text : '';
};

class ForgivingContext extends Context {
  forgiven: Forgiven = new Set();

  override *_getFromScope(...args: Parameters<Context['_getFromScope']>): IterableIterator<unknown> {
    try {
      const value: unknown = yield* super._getFromScope(...args);
      return value;
    } catch (error) {
      const path = missingPath(error);
      if (path !== undefined && this.forgiven.has(path)) return null;
      throw error;
    }
  }
}

/** Why a text could not be rendered. */
export type Failure =
  /** `path` as the engine met it; `name` as the template says it, which never holds data. */
  | { readonly kind: 'missing'; readonly path: string; readonly name: string }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'failed'; readonly detail: string; readonly cause: string };

export const failureOf = (error: unknown): Failure => {
  const chain = causes(error);
  const [origin] = chain.slice(-1);
  const path = missingPath(origin);
  const cause = origin instanceof Error ? origin.message : String(origin);
  if (path !== undefined) return { kind: 'missing', path, name: nameOf(path, chain.at(-2)) };
  if (cause.startsWith('template render limit')) return { kind: 'too-slow' };
  const [line, column] = LiquidError.is(error) ? error.token.getPosition() : [];
  const where = line === undefined ? '' : `, line ${line}, column ${column}`;
  return { kind: 'failed', detail: `${safeReason(origin, cause)}${where}`, cause };
};

/** Causes from the outermost to the first: errors of a section arrive inside those of the part that took it in. */
const causes = (error: unknown): readonly unknown[] =>
  LiquidError.is(error) && error.originalError !== undefined ? [error, ...causes(error.originalError)] : [error];

/** The engine does not export this error of its own. */
const missingPath = (error: unknown): string | undefined =>
  error instanceof Error && error.name === 'InternalUndefinedVariableError' && 'variableName' in error
    ? String(error.variableName)
    : undefined;

const longestName = 200;

/** A computed path holds the value that computed it, so the template's own words are the name then. */
const nameOf = (path: string, error: unknown): string => {
  const token = LiquidError.is(error) ? error.token : undefined;
  const isComputed = TypeGuards.isPropertyAccessToken(token) && token.props.some(TypeGuards.isPropertyAccessToken);
  return (isComputed ? token.getText() : path).slice(0, longestName);
};

/** Messages of the engine may quote data; what is stored in events must not. */
const safeReason = (error: unknown, message: string): string => {
  if (error instanceof TemplateRefusal) return error.message;
  if (message.startsWith('memory alloc limit')) return 'it takes more work than one message may';
  if (error instanceof RangeError && message.includes('call stack')) return 'it is nested too deeply';
  if (error instanceof RangeError && message.includes('string length'))
    return 'it takes more work than one message may';
  return 'a tag or filter failed on its value';
};
