import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDockerfile, imageOf, type Stage } from './dockerfile.js';

const stages = readDockerfile('Dockerfile');
const image = imageOf(stages);
const ignored = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** As .dockerignore means it: `**` is any folders, `*` a part of a name, and what lies in an ignored folder is ignored. */
const isIgnored = (path: string): boolean =>
  ignored.some((pattern) => {
    const literal = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
    const expression = literal.replaceAll('**/', '(.*/)?').replaceAll(/(?<!\.)\*/g, '[^/]*');
    return new RegExp(`^${expression}(/|$)`).test(path);
  });

/** Where a path of the build's folder comes from: what is compiled has a source, and packages come from the lockfile. */
const sourceOf = (path: string): string => path.replace(/^\/src\//, '').replace(/^dist\//, '');

describe('Dockerfile', () => {
  it('stands on one Node, pinned, of a version that the product supports', () => {
    const [base, ...others] = stages.filter(({ base }) => !stages.some(({ name }) => name === base));
    expect(others).toEqual([]);
    expect(base?.base).toMatch(/^node:20\.\d+\.\d+-bookworm-slim$/);
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    const [, major, minor] = /^node:(\d+)\.(\d+)/.exec(base?.base ?? '') ?? [];
    const [, least] = /^>=20\.(\d+)$/.exec(engines.node) ?? [];
    expect([Number(major), Number(minor) >= Number(least)]).toEqual([20, true]);
  });

  it('copies what is there, and nothing that holds keys, tests or the tools of development', () => {
    const fromCheckout = stages.flatMap(({ copies }) => copies.filter(({ from }) => from === null));
    const named = fromCheckout.flatMap(({ sources }) => sources).filter((source) => source !== '.');
    expect(named.filter((path) => !existsSync(path) || isIgnored(path))).toEqual([]);
    const fromStages = image.copies.filter(({ from }) => from !== null);
    expect(fromStages.filter(({ from }) => !stages.some(({ name }) => name === from))).toEqual([]);
    const built = fromStages.flatMap(({ sources }) => sources).map(sourceOf);
    expect(built).toEqual(['node_modules', 'apps', 'libs']);
    expect(
      ['.sortie/keys.json', 'x/.sortie', 'keys.json', 'a/production.env', '.git', 'node_modules'].map(isIgnored),
    ).not.toContain(false);
    // All that the build compiles is there, but for the test tools that lie among it.
    expect(
      ['apps', 'libs', 'tools', 'tsconfig.build.json', 'tsconfig.json', 'nest-cli.json'].filter(isIgnored),
    ).toEqual([]);
  });

  it('runs as somebody who is not root and owns the data folder alone', () => {
    const [uid, gid] = (image.user ?? '').split(':').map(Number);
    expect([uid, gid].every((id) => Number.isSafeInteger(id) && Number(id) > 0)).toBe(true);
    expect(image.volumes).toEqual([image.settings['DATA_DIR']]);
    const install = `install -d -m 0700 -o ${uid} -g ${gid} ${image.volumes[0]}`;
    expect(image.runs.some((run) => run.includes(install))).toBe(true);
  });

  it('knows without help whether the API is well, and starts it when nothing else is said', () => {
    const [, script = '', name] = image.healthcheck ?? [];
    expect([existsSync(script), name]).toEqual([true, 'api']);
    expect(isCopied(image, script)).toBe(true);
    const entry = image.command?.at(-1) ?? '';
    expect(existsSync(sourceOf(entry).replace(/\.js$/, '.ts'))).toBe(true);
  });

  it('has the command line in its path', () => {
    const [, program = '', link] =
      /ln -s (\S+) (\S+)/.exec(image.runs.find((run) => run.includes('ln -s')) ?? '') ?? [];
    const path = program.replace(`${image.workdir}/`, '');
    expect([link, isCopied(image, path)]).toEqual(['/usr/local/bin/sortie', true]);
    expect(statSync(path).mode & 0o111).toBe(0o111);
  });
});

const isCopied = ({ copies }: Stage, path: string): boolean =>
  copies.some(({ sources, target }) =>
    sources.some((source) => path === join(target, path.replace(`${source}/`, '')) || path.startsWith(`${source}/`)),
  );
