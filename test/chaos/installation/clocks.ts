import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const libraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu', '.'].map(
  (place) => `/usr/lib/${place}/faketime/libfaketime.so.1`,
);

/** Wall clocks that can be stepped while their processes run; the monotonic one goes on as it does (libfaketime). */
export class Clocks {
  private constructor(
    private readonly folder: string,
    private readonly library: string,
  ) {}

  /** Null where libfaketime is not installed. */
  static find(folder: string): Clocks | null {
    const library = libraries.find((path) => existsSync(path));
    return library === undefined ? null : new Clocks(folder, library);
  }

  /** What a process has to be started with, so that its clock is this one. */
  envOf(process: string): Readonly<Record<string, string>> {
    this.step(process, 0);
    return {
      LD_PRELOAD: this.library,
      FAKETIME_TIMESTAMP_FILE: this.fileOf(process),
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_CACHE_DURATION: '1',
    };
  }

  step(process: string, seconds: number): void {
    writeFileSync(this.fileOf(process), `${seconds < 0 ? '' : '+'}${seconds}s\n`);
  }

  private fileOf(process: string): string {
    return join(this.folder, `clock-${process}`);
  }
}
