import { ProblemAnswer, UnknownAnswer } from '#client/client.js';
import { exitCodes, isBrokenOff, Refused, Unreachable, WrongUsage } from './failures.js';
import { problemText } from './problem.js';
import type { Terminal } from './terminal.js';

/** Tells what went wrong, and answers the exit code. What nobody foresaw goes on to the caller. */
export const report = (error: unknown, { say, signal }: Terminal): number => {
  if (signal.aborted) return exitCodes.interrupted;
  if (error instanceof ProblemAnswer) {
    say(problemText(error.problem));
    return exitCodes.refused;
  }
  if (error instanceof UnknownAnswer) {
    say(`${error.message}: is it another service?\n`);
    return exitCodes.unreachable;
  }
  if (error instanceof Refused) {
    say(`${error.message}\n`);
    return exitCodes.refused;
  }
  if (error instanceof WrongUsage) {
    say(`error: ${error.message}\n`);
    return exitCodes.usage;
  }
  if (error instanceof Unreachable) {
    say(`${error.message}.\nStart it with \`npm start\`, or say where it is: --url or SORTIE_URL.\n`);
    say('`sortie doctor --local` looks at what it left behind.\n');
    return exitCodes.unreachable;
  }
  if (isBrokenOff(error)) {
    say('The connection to the API broke before the answer was whole.\n');
    return exitCodes.unreachable;
  }
  throw error;
};
