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

/** What fetch says when the body of an answer does not come to its end. */
export const isBrokenOff = (error: unknown): boolean =>
  error instanceof TypeError && /^(terminated|fetch failed)$/.test(error.message);

/** Whether a request may have been carried out although nobody heard of it. */
export const answerIsLost = (error: unknown): boolean =>
  isBrokenOff(error) || (error instanceof Unreachable && !neverSent.some((code) => codeOf(error.cause) === code));

/** For whoever asked for something under a key and heard nothing; `repeatedWith`: options that make it the same request. */
export const howToRepeat = (what: string, key: string, repeatedWith: string): string =>
  `It is not known whether ${what} was requested. ` +
  `The same command with --idempotency-key ${key}${repeatedWith} asks only once.\n`;

const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** The system's code, however deep it lies below what fetch throws. */
const codeOf = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error instanceof AggregateError ? error.errors[0] : error.cause);
};

/** What was typed makes no sense: exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/** `interrupted` is what shells expect after Ctrl-C. */
export const exitCodes = { ok: 0, refused: 1, usage: 2, unreachable: 3, interrupted: 130 } as const;
