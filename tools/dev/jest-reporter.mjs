import { writeFileSync } from 'node:fs';

/** A jest reporter for tools/test.mjs: silent about what passes, failures in full, the numbers into TEST_REPORT. */
export default class JestReporter {
  onTestResult(_test, { failureMessage, testResults, testFilePath }) {
    if (failureMessage) console.log(`FAIL ${testFilePath}\n${failureMessage}`);
    for (const { status, fullName } of testResults) {
      if (status === 'pending' || status === 'todo') console.log(`SKIPPED ${fullName}`);
    }
  }

  onRunComplete(_tests, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = results;
    const numbers = { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests };
    writeFileSync(process.env.TEST_REPORT, JSON.stringify(numbers));
  }
}
