import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RecordedEvent } from '#eventstore/port.js';

/** A text in a compiled file, and what stands there in another build. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** The product with shorter waits, so that minutes are enough to see what takes hours. Nothing else is changed. */
export const impatience: readonly Patch[] = [
  { file: 'apps/worker/src/channels/back-off.js', find: 'baseMs: 60_000', put: 'baseMs: 1_500' },
  {
    file: 'apps/worker/src/channels/email/channel.js',
    find: 'connect: 15_000, silence: 60_000, total: 180_000',
    put: 'connect: 3_000, silence: 5_000, total: 9_000',
  },
  { file: 'apps/api/src/http/idempotency.js', find: 'leaseMs = 60_000', put: 'leaseMs = 10_000' },
];

/** The same product, one release later: what becomes of a message is written down in a second version. */
const oneVersionMore: readonly Patch[] = [
  {
    file: 'libs/eventstore/src/upcasters.js',
    find: 'export const upcasters = {}',
    put: `export const upcasters = { DispatchSettled: [(data) => ({ ...data, release: 'next' })] }`,
  },
];

/** An event of the next release as this one would have written it: the checker is of this release. */
export const asOfThisRelease = (event: RecordedEvent): RecordedEvent =>
  event.type === 'DispatchSettled' && event.metadata.v === 2
    ? { ...event, metadata: { ...event.metadata, v: 1 } }
    : event;

/** The release after that of a build; made once. */
export const nextRelease = (folder: string, build: string): string => {
  if (!existsSync(folder)) {
    cpSync(build, folder, { recursive: true, verbatimSymlinks: true });
    apply(folder, oneVersionMore);
  }
  return folder;
};

/** A copy of the compiled apps and libraries in a folder of its own, with other texts in some places. */
export const makeBuild = (folder: string, patches: readonly Patch[]): string => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['apps', 'libs'])
    cpSync(resolve('dist', part), join(folder, 'dist', part), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  cpSync(resolve('package.json'), join(folder, 'package.json'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  apply(folder, patches);
  return folder;
};

const apply = (build: string, patches: readonly Patch[]): void => {
  for (const { file, find, put } of patches) {
    const path = join(build, 'dist', file);
    const text = readFileSync(path, 'utf8');
    if (text.split(find).length !== 2) throw new Error(`${file} does not hold \`${find}\` once`);
    writeFileSync(
      path,
      text.replace(find, () => put),
    );
  }
};
