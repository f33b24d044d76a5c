// `npm test`: installs what is missing and runs every check there is; `--quick` only those without a build.
// Ends with exactly one line that a program can read: `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkNode, install, installServers, root } from './setup.mjs';

const bin = (path) => [process.execPath, join(root, 'node_modules', path)];
const [node, jest] = bin('jest/bin/jest.js');

const checks = {
  lint: bin('oxlint/bin/oxlint').concat('-c', '.oxlintrc.json'),
  types: bin('ts7/bin/tsc').concat('-p', 'tsconfig.json'),
  format: bin('oxfmt/bin/oxfmt').concat('--check'),
  build: ['npm', 'run', '--silent', 'build'],
};

/** The first that fits takes a file, so that no file is left out. */
const suites = [
  ['contract', (file) => file.startsWith('/test/contracts/')],
  ['e2e', (file) => file.startsWith('/test/') && !file.startsWith('/test/support/')],
  ['integration', (file) => file.endsWith('.int.spec.ts')],
  ['unit', () => true],
];

const quick = process.argv.includes('--quick');
const total = { passed: 0, failed: 0, skipped: 0 };

checkNode();
install();
installServers();
for (const [name, command] of Object.entries(checks)) if (!quick) check(name, command);
const files = testFiles();
for (const name of quick ? ['unit', 'contract'] : ['unit', 'contract', 'integration', 'e2e'])
  runSuite(name, files.get(name) ?? []);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);

/** One command, one result; what it says is shown when it fails. */
function check(name, [program, ...args]) {
  const begun = Date.now();
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  count(name, begun, status === 0 ? { passed: 1 } : { failed: 1 });
  if (status !== 0) console.log(`${stdout}${stderr}`);
}

function testFiles() {
  const listed = spawnSync(node, [jest, '--listTests', '--json'], { cwd: root, encoding: 'utf8' });
  const bySuite = new Map();
  for (const file of JSON.parse(listed.stdout)) {
    const [name] = suites.find(([, takes]) => takes(file.slice(root.length)));
    bySuite.set(name, [...(bySuite.get(name) ?? []), file]);
  }
  return bySuite;
}

/** Jest says on the way what fails; its report gives the numbers. A file that cannot run at all is a failure. */
function runSuite(name, paths) {
  if (paths.length === 0) return;
  const begun = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'sortie-jest-'));
  const report = join(folder, 'report.json');
  const reporter = join(root, 'tools/dev/jest-reporter.mjs');
  const args = ['--ci', `--reporters=${reporter}`, '--runTestsByPath', ...paths];
  const env = { ...process.env, TEST_REPORT: report };
  const { status } = spawnSync(node, [jest, ...args], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  count(name, begun, resultOf(report, status));
  rmSync(folder, { recursive: true });
}

function resultOf(report, status) {
  let found;
  try {
    found = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { failed: 1 }; // jest itself broke, and has said why
  }
  const failed = found.numFailedTests + found.numRuntimeErrorTestSuites;
  return {
    passed: found.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

function count(name, begun, { passed = 0, failed = 0, skipped = 0 }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`${name.padEnd(12)} ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds} s`);
}
