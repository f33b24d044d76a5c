import { ChildLog, isAlarming, readLogLine } from './child-log.js';
import { Supervised } from './supervised.js';

/** Deaths before it was ever ready, after which the launcher stops hoping. */
const HOPELESS_AFTER = 4;

export interface AppOptions {
  name: 'api' | 'worker';
  script: string;
  env: NodeJS.ProcessEnv;
  logFolder: string;
  /** The message of the log line with which the app says that it works. */
  readyMessage: string;
  say(line: string): void;
  onBroken(reason: string): void;
}

/** One of our apps as a supervised process: its log goes to a file, what is alarming also to the terminal. */
export class App {
  /** Settles when the app works, or has died too often to go on waiting. */
  readonly ready: Promise<void>;
  private readonly log: ChildLog;
  private readonly process: Supervised;
  private wasReady = false;
  private deaths = 0;
  private succeed: () => void = () => undefined;
  private fail: (reason: Error) => void = () => undefined;

  constructor(private readonly options: AppOptions) {
    const { name, script, env } = options;
    this.ready = new Promise((resolve, reject) => {
      this.succeed = resolve;
      this.fail = reject;
    });
    this.ready.catch(() => undefined); // whoever waits hears of it; a launch that is being stopped does not wait
    this.log = new ChildLog(options.logFolder, name, options.say);
    this.process = new Supervised({
      script,
      env,
      onLine: (line) => this.line(line),
      onExit: (how, restartsInMs) => this.exited(how, restartsInMs),
    });
    this.process.start();
  }

  /** Ends the wait for an app that takes too long; one that is ready does not hear it. */
  overdue(): void {
    this.fail(new Error(`${this.options.name} is not ready after a minute. ${this.endOfLog()}`));
  }

  stop(): Promise<void> {
    this.fail(new Error(`${this.options.name} was stopped before it was ready`)); // or a start under way would wait for it
    return this.process.stop();
  }

  private endOfLog(): string {
    return `The end of ${this.log.file}:\n  ${this.log.tail.join('\n  ')}`;
  }

  private line(text: string): void {
    this.log.write(text);
    const line = readLogLine(text);
    if (isAlarming(line)) this.options.say(`${this.options.name}: ${line.msg}`);
    if (line.msg !== this.options.readyMessage) return;
    this.wasReady = true;
    this.succeed();
  }

  private exited(how: string, restartsInMs: number | null): void {
    const { name, say, onBroken } = this.options;
    this.deaths += 1;
    if (restartsInMs !== null) say(`${name} ended (${how}); starting it again in ${restartsInMs / 1000} s`);
    if (!this.wasReady && (restartsInMs === null || this.deaths >= HOPELESS_AFTER)) {
      this.fail(new Error(`${name} does not start. ${this.endOfLog()}`));
    } else if (restartsInMs === null) onBroken(`${name} refuses its configuration`);
  }
}
