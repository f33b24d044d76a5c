// One folder at a time, named by tools/mutation.mjs, against its own tests.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'in-process',
  plugins: [import.meta.dirname + '/runner.mjs'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  ignorePatterns: ['/*', '!/libs', '!/test', '!/package.json'],
};
