import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip as gzipWith, constants } from 'node:zlib';

const gzip = promisify(gzipWith);

/** One file of the built console, held in memory: what was there at the start is what is served. */
export interface ConsoleFile {
  readonly type: string;
  readonly body: Buffer;
  /** Names this content; strong. */
  readonly etag: string;
  /** Its name has a hash of the content in it: it never changes. */
  readonly immutable: boolean;
  /** Made when it is first asked for; null where it would gain nothing. */
  readonly gzipped: (() => Promise<Buffer>) | null;
}

export interface ConsoleFiles {
  readonly index: ConsoleFile;
  /** By path, from the slash on; only what the build made is there, whatever a path says. */
  readonly byPath: ReadonlyMap<string, ConsoleFile>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

const text = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest']);

/** The console that the build left in a folder; null when there is none. */
export const readConsole = (folder: string): ConsoleFiles | null => {
  if (!existsSync(join(folder, 'index.html'))) return null;
  const byPath = new Map<string, ConsoleFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/');
    // Files for the build itself begin with a dot.
    if (entry.isFile() && !path.includes('/.')) byPath.set(path, fileOf(join(folder, path), path));
  }
  const index = byPath.get('/index.html');
  return index === undefined ? null : { index, byPath };
};

const fileOf = (name: string, path: string): ConsoleFile => {
  const body = readFileSync(name);
  const extension = extname(path);
  let gzipped: Promise<Buffer> | undefined;
  return {
    type: types[extension] ?? 'application/octet-stream',
    body,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    immutable: path.startsWith('/assets/'),
    gzipped:
      text.has(extension) && body.length > 1024
        ? () => (gzipped ??= gzip(body, { level: constants.Z_BEST_COMPRESSION }))
        : null,
  };
};
