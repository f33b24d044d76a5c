import { type Liquid, type Template, Variable } from 'liquidjs';
import { reservedVariables } from '#domain/campaign/faults.js';

/**
 * A variable as the template says it, cut where its value is kept: `contact.attributes.plan`, `vars.code`,
 * `instructions.opening`, or a bare `plan`.
 */
export interface VariableName {
  /** The path joined by dots. */
  readonly name: string;
  /** One to three names. A path that is computed (`contact.attributes[key]`) ends before the computed part. */
  readonly path: readonly [string, ...string[]];
  readonly line: number;
  readonly column: number;
}

/** Every variable that a parsed text takes from outside, each name once, at its first place. */
export const variableNames = (engine: Liquid, templates: Template[]): readonly VariableName[] =>
  onceEach(allPlaces(engine, templates));

/** The last one of a name wins in a Map, so they go in backwards. */
export const onceEach = (names: readonly VariableName[]): readonly VariableName[] =>
  [...new Map(names.toReversed().map((each) => [each.name, each])).values()].toReversed();

const allPlaces = (engine: Liquid, templates: Template[]): readonly VariableName[] =>
  Object.values(engine.analyzeSync(templates, { partials: false }).globals)
    .flat()
    .flatMap(({ segments, location }) => {
      const [root, ...rest] = segments.slice(0, firstComputed(segments)).map(String);
      if (root === undefined) return [];
      const path = [root, ...rest.slice(0, depthOf(root, rest[0]) - 1)] as const;
      return [{ name: path.join('.'), path, line: location.row, column: location.col }];
    });

const firstComputed = (segments: Variable['segments']): number => {
  const at = segments.findIndex((segment) => segment instanceof Variable);
  return at === -1 ? segments.length : at;
};

const depthOf = (root: string, member: string | undefined): number => {
  if (root === 'contact' && member === 'attributes') return 3;
  return root !== 'unsubscribe_url' && isReserved(root) ? 2 : 1;
};

export const isReserved = (root: string): boolean => reservedVariables.some((reserved) => reserved === root);
