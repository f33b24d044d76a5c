// What every entry point does first, with nothing but Node: check it, install, build. Each only when needed,
// and told on standard error: standard output belongs to the command's own answer.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');
/** Its time is when the last good build began. */
export const buildStamp = join(root, 'dist/.built');
const sources = [
  'apps',
  'libs',
  'tools',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
];

/** Stops with a plain sentence on a Node that would fail later with a strange one. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Sortie needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

/** `npm ci` when node_modules is not what the lockfile says. */
export function install() {
  if (isInstalled()) return;
  console.error('Installing packages from package-lock.json …');
  npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Compiles apps, libs and tools into dist/ when a source is newer than the last build. */
export function build() {
  if (isBuilt()) return;
  console.error('Building …');
  npm(['run', '--silent', 'build']);
}

/** The data folder is the checkout's, from whatever folder below it a command is called. */
export function useCheckoutsData() {
  process.env.DATA_DIR ??= join(root, '.sortie');
}

/** npm notes in node_modules what it installed; packages for other platforms are in the lockfile only. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const found = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || (found[path] ? found[path].version === version : optional),
    );
  } catch {
    return false; // nothing installed, or half of it
  }
}

function isBuilt() {
  try {
    const built = statSync(buildStamp).mtimeMs;
    return sources.every((source) => isOlder(join(root, source), built));
  } catch {
    return false; // never built
  }
}

/** Folders count too: their time changes when a file is deleted. */
function isOlder(path, time) {
  const found = statSync(path);
  if (found.mtimeMs >= time) return false;
  return !found.isDirectory() || readdirSync(path).every((name) => isOlder(join(path, name), time));
}

function npm(args) {
  const inherited = process.env.npm_execpath; // the npm that runs us, wherever it is
  const [program, first] = inherited?.endsWith('js') ? [process.execPath, [inherited]] : ['npm', []];
  const { status, error } = spawnSync(program, [...first, ...args], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
