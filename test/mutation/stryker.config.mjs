// One folder or file at a time, named by tools/mutation.mjs, against the specs of the folder.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'in-process',
  plugins: [import.meta.dirname + '/runner.mjs'],
  coverageAnalysis: 'perTest',
  // On a busy machine a test may take long; a time-out must mean a loop without an end.
  timeoutMS: 20_000,
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  ignorePatterns: ['/*', '!/libs', '!/test', '!/package.json'],
};
