/** What a bench found: printed for people, and all of it for programs. */
export interface Result {
  readonly lines: readonly string[];
  /** Not verified: what was stored is not what was asked for, and the figures mean nothing. */
  readonly figures: object & { readonly verified: boolean };
}
