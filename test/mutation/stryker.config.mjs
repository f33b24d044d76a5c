// One folder at a time, named by tools/mutation.mjs, against its own tests.
import base from '../../jest.config.js';

const folder = process.env.MUTATED ?? 'libs/domain/src';
const { globalSetup: _, globalTeardown: __, ...pure } = base;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
  // A runner that is used on and on keeps what every run has loaded.
  maxTestRunnerReuse: 60,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  ignorePatterns: ['dist', '.sortie', 'docs', 'examples', 'apps/console'],
  jest: {
    projectType: 'custom',
    enableFindRelatedTests: false,
    config: {
      ...pure,
      roots: [`<rootDir>/${folder}`],
      testMatch: ['<rootDir>/**/*.spec.ts'],
      // Chance catches much; that each rule has a test of its own is what is asked here.
      testPathIgnorePatterns: ['random-damage'],
      setupFiles: ['<rootDir>/test/mutation/fewer-runs.mjs'],
      watchman: false,
    },
  },
};
