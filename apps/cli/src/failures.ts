/** The command was understood and could not be carried out, or found a difference: exit code 1. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Nobody answers at the address of the API: exit code 3. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(
    readonly url: string,
    cause: unknown,
  ) {
    super(`no API answers at ${url}`, { cause });
  }
}

/** What was typed makes no sense: exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/** `interrupted` is what shells expect after Ctrl-C. */
export const exitCodes = { ok: 0, refused: 1, usage: 2, unreachable: 3, interrupted: 130 } as const;
