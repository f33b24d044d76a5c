// What every entry point does first, with nothing but Node: check it, install, build. Each only when needed,
// and told on standard error: standard output belongs to the command's own answer.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');
/** Its time is when the last good build began. */
export const buildStamp = join(root, 'dist/.built');
/** The same for the console, which takes longer and changes by itself. */
export const consoleStamp = join(root, 'dist/.console-built');
const sources = [
  'apps',
  'libs',
  'tools',
  'test/support',
  'test/chaos',
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

/** Programs that tests and faults need beside Node, by Debian package. `npm start` needs none of them. */
const servers = { 'redis-server': 'redis-server', faketime: 'faketime', chromium: 'chromium' };

/** Installs what is missing of them where that can be done without asking: as root, by apt-get. Else it says how. */
export function installServers() {
  const missing = Object.keys(servers).filter((program) => !isInPath(program));
  if (missing.length === 0) return;
  const packages = missing.map((program) => servers[program]);
  const wanted = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...packages];
  if (process.getuid?.() !== 0 || !isInPath('apt-get')) {
    console.error(`Not installed, and tests need it: sudo apt-get install -y ${packages.join(' ')}`);
    return;
  }
  console.error(`Installing ${packages.join(', ')} …`);
  if (!aptGet(wanted) && aptGet(['update', '-qq'])) aptGet(wanted);
  // Tests start servers of their own: the package's one, where it starts by itself, is in nobody's way but useless.
  if (missing.includes('redis-server') && isInPath('systemctl'))
    spawnSync('systemctl', ['disable', '--now', 'redis-server'], { stdio: 'ignore' });
  const still = missing.filter((program) => !isInPath(program));
  if (still.length > 0) console.error(`Could not be installed: ${still.join(', ')}`);
}

function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function isInPath(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}

/** Compiles apps, libs and tools into dist/ when a source is newer than the last build. */
export function build() {
  if (isBuiltSince(buildStamp, sources)) return;
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

/** No source is newer than the last good build. */
export function isBuiltSince(stamp, sources) {
  try {
    const built = statSync(stamp).mtimeMs;
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
