import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const stamp = 'dist/.built';
/** What `npm run build` compiles. */
const sources = ['apps', 'libs', 'tools'];

/** Tests of the whole service run the compiled one. Throws when there is none, or a source is newer than it. */
export const requireBuild = (): void => {
  const built = statSync(resolve(stamp), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) throw new Error('these tests start the compiled service: `npm run build` first');
  const newer = sources.flatMap((folder) => newerIn(resolve(folder), built)).at(0);
  if (newer !== undefined) throw new Error(`${newer} is newer than the build: \`npm run build\` first`);
};

const newerIn = (folder: string, built: number): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)src\/.*\.ts$/.test(path) && !path.endsWith('.spec.ts'))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).mtimeMs >= built);
