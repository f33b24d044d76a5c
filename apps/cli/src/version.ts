import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Of package.json, which lies above the sources and above the build at different distances. */
export const version = (): string => {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  const { version: number }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return number;
};
