import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST_FILE = 10 * 1024 * 1024;
/** pino's numbers. */
const WARN = 40;

/** What of a JSON log line matters to somebody who watches the terminal. */
export interface LogLine {
  level: number;
  msg: string;
}

/** Keeps the lines of one process in `<folder>/<name>.log`, with one older file of 10 MB behind it. */
export class ChildLog {
  readonly file: string;
  /** The latest lines, to show when the process fails. */
  readonly tail: string[] = [];
  private size: number;
  private broken = false;

  /** `onTrouble` hears once why no line can be kept, and again only after that was over: a full disk ends no launcher. */
  constructor(
    folder: string,
    name: string,
    private readonly onTrouble: (trouble: string) => void,
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.file = join(folder, `${name}.log`);
    this.size = statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
  }

  write(line: string): void {
    this.tail.push(line);
    if (this.tail.length > 20) this.tail.shift();
    try {
      this.append(line);
      this.broken = false;
    } catch (error) {
      if (!this.broken) this.onTrouble(`${this.file} cannot be written, lines are lost: ${String(error)}`);
      this.broken = true;
    }
  }

  private append(line: string): void {
    if (this.size > LARGEST_FILE) {
      renameSync(this.file, `${this.file}.1`);
      this.size = 0;
    }
    appendFileSync(this.file, `${line}\n`, { mode: 0o600 });
    this.size += line.length + 1;
  }
}

/** The message of a line; anything that is not JSON, such as a stack trace, counts as a warning. */
export function readLogLine(line: string): LogLine {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && 'msg' in value && typeof value.msg === 'string') {
      return { level: 'level' in value && typeof value.level === 'number' ? value.level : 30, msg: value.msg };
    }
  } catch {
    // not JSON: shown as it is
  }
  return { level: WARN, msg: line };
}

/** Whether a line belongs on the terminal. */
export function isAlarming({ level }: LogLine): boolean {
  return level >= WARN;
}
