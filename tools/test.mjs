// `npm test`: installs what is missing and runs every check there is; `--quick` only those without a build, `--stacks`
// only the end-to-end tests, on every stack but the embedded one.
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
  'types, console': bin('ts7/bin/tsc').concat('-p', 'apps/console/tsconfig.json'),
  format: bin('oxfmt/bin/oxfmt').concat('--check'),
  build: ['npm', 'run', '--silent', 'build'],
};

/** The first that fits takes a file, so that no file is left out. */
const suites = [
  ['contract', (file) => file.startsWith('/test/contracts/')],
  ['console', (file) => file.startsWith('/test/console/')],
  ['e2e', (file) => file.startsWith('/test/') && !file.startsWith('/test/support/')],
  ['integration', (file) => file.endsWith('.int.spec.ts')],
  ['unit', () => true],
];

/** What `npm test` runs on the scale-out stack too: one run to its end, every step of the send protocol, two of each process. */
const core = ['campaign-run', 'send-protocol', 'two-of-each'];

const quick = process.argv.includes('--quick');
const stacks = process.argv.includes('--stacks');
const total = { passed: 0, failed: 0, skipped: 0 };

checkNode();
install();
installServers();
const files = testFiles();
if (stacks) {
  check('build', checks.build);
  for (const stack of ['scale-out', 'postgres-redis', 'eventstore-postgres'])
    runSuite(`e2e, ${stack}`, files.get('e2e').filter(runsOnAnyStack), { TEST_STACK: stack });
} else {
  for (const [name, command] of Object.entries(checks)) if (!quick) check(name, command);
  for (const name of quick ? ['unit', 'contract'] : ['unit', 'contract', 'integration', 'e2e', 'console'])
    runSuite(name, files.get(name) ?? []);
  const again = files.get('e2e').filter((file) => core.some((name) => file.endsWith(`/${name}.e2e-spec.ts`)));
  if (!quick) runSuite('e2e, scale-out', again, { TEST_STACK: 'scale-out' });
}
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

/** Those that start services by themselves, and do not need log and queue to be in PostgreSQL. */
function runsOnAnyStack(file) {
  const text = readFileSync(file, 'utf8');
  return /\b(serviceUnderTest|startService)\(/.test(text) && !text.includes("log: 'postgres', queue: 'postgres'");
}

/** Jest says on the way what fails; its report gives the numbers. A file that cannot run at all is a failure. */
function runSuite(name, paths, settings = {}) {
  if (paths.length === 0) return;
  const begun = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'sortie-jest-'));
  const report = join(folder, 'report.json');
  const reporter = join(root, 'tools/dev/jest-reporter.mjs');
  // A stack is up to three servers more for each service: on a busy machine a test takes its time.
  const patience = settings.TEST_STACK === undefined ? [] : ['--testTimeout=180000'];
  const args = ['--ci', `--reporters=${reporter}`, ...patience, '--runTestsByPath', ...paths];
  const env = { ...process.env, ...settings, TEST_REPORT: report };
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
  console.log(`${name.padEnd(14)} ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds} s`);
}
