import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { canReach } from '../../tools/postgres/src/account.js';
import { imageOf, readDockerfile } from './dockerfile.js';

/** What the Dockerfile brings together, in a folder: run without a container, as the image's user where we may. */
export interface StagedImage {
  /** The folder that the image calls /data. */
  readonly data: string;
  /** Carries out a command to its end. */
  run(command: readonly string[], settings: Settings): Promise<Ended>;
  /** Begins one that stays. */
  start(command: readonly string[], settings: Settings): ChildProcess;
  remove(): void;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Settings = Readonly<Record<string, string>>;

const image = imageOf(readDockerfile('Dockerfile'));
const [uid = 0, gid = 0] = (image.user ?? '').split(':').map(Number);
/** Root may be anybody; but a checkout in a home folder may be closed to others. */
const account: { uid: number; gid: number } | { uid?: undefined } =
  process.getuid?.() === 0 && canReach({ name: 'node', uid, gid }, resolve('node_modules')) ? { uid, gid } : {};

/** Carries out the COPY lines of the last stage, with the build of this checkout and the packages that production needs. */
export const stageImage = (): StagedImage => {
  const root = mkdtempSync(join(tmpdir(), 'sortie-image-'));
  chmodSync(root, 0o755);
  const [app, data, bin] = [join(root, 'app'), join(root, 'data'), join(root, 'bin')];
  for (const folder of [app, data, bin]) mkdirSync(folder);
  for (const { from, sources, target } of image.copies) {
    for (const source of sources) {
      const path = source.replace(/^\/src\//, '');
      if (path === 'node_modules') linkPackages(app);
      // As COPY has it: into a folder that ends with a slash, else under the new name.
      else
        copy(
          path,
          join(app, target.endsWith('/') ? join(target, path.split('/').at(-1) ?? '') : target),
          from !== null,
        );
    }
  }
  chmodSync(data, 0o700);
  if (account.uid !== undefined) chownSync(data, account.uid, account.gid);
  const [, program = '', link = ''] = /ln -s (\S+) (\S+)/.exec(image.runs.join('\n')) ?? [];
  symlinkSync(program.replace(image.workdir, app), join(bin, link.split('/').at(-1) ?? ''));

  const surroundings = (settings: Settings) => ({
    cwd: app,
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: data, ...image.settings, ...settings, DATA_DIR: data },
    ...account,
  });
  return {
    data,
    run: ([program = '', ...words], settings) =>
      promisify(execFile)(program, words, surroundings(settings)).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        (failed: Ended) => failed,
      ),
    start: ([program = '', ...words], settings) =>
      spawn(program, words, { ...surroundings(settings), stdio: ['ignore', 'pipe', 'pipe'] }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};

const copy = (from: string, to: string, isBuilt: boolean): void => {
  mkdirSync(dirname(to), { recursive: true });
  // Tests and sources of a build's folder are no part of what the build stage makes.
  cpSync(from, to, { recursive: true, filter: (path) => !isBuilt || !/\.spec\.js/.test(path) });
};

interface Locked {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly optional?: boolean; readonly devOptional?: boolean }>
  >;
}

/**
 * What `npm ci --omit=dev --omit=optional` installs, as links to what is installed here: what our code imports must be
 * among it; what packages import themselves is npm's business.
 */
const linkPackages = (app: string): void => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Locked;
  for (const [path, { dev, optional, devOptional }] of Object.entries(packages)) {
    if (!/^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) || dev === true || optional === true || devOptional === true)
      continue;
    mkdirSync(dirname(join(app, path)), { recursive: true });
    symlinkSync(resolve(path), join(app, path));
  }
};
