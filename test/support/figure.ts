/** Prints what a test measured, as one line. */
export const figure = (text: string): void => {
  process.stdout.write(`figure: ${text}\n`);
};
