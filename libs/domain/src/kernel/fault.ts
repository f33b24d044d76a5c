/** One thing wrong with an input. All of them are told at once. */
export interface Fault<Code extends string = string> {
  /** JSON Pointer (RFC 6901) into the input; the empty string means the whole of it. */
  readonly pointer: string;
  /** Stable, for programs. */
  readonly code: Code;
  /** For people. */
  readonly detail: string;
}

export const fault = <Code extends string>(pointer: string, code: Code, detail: string): Fault<Code> => ({
  pointer,
  code,
  detail,
});

/** JSON Pointer to a member, given the pointer to what holds it. */
export const pointerTo = (...path: readonly (string | number)[]): string =>
  path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
