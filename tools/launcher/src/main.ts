import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { readRunning } from '#platform/config/running.js';

import { loadDemoData } from './demo-data.js';
import { explain } from './explain.js';
import { greeting } from './greeting.js';
import { Launcher } from './launcher.js';

const { values } = parseArgs({
  options: {
    'no-demo-data': { type: 'boolean', default: false },
    'stores-only': { type: 'boolean', default: false },
  },
});
const dist = fileURLToPath(new URL('../../../', import.meta.url));
const dataDir = resolve(process.env['DATA_DIR'] ?? '.sortie');

const say = (line: string): void => console.log(line);
let exitCode = 0;
let ending: Promise<void> | undefined;

const launcher = new Launcher({
  env: process.env,
  dist,
  storesOnly: values['stores-only'],
  say,
  onBroken: (reason) => {
    console.error(`Sortie stops: ${reason}`);
    exitCode = 1;
    end();
  },
});

/** Stops everything once; a signal during start-up waits for the step that is under way. */
function end(): void {
  ending ??= launcher
    .stop()
    .then(() => starting)
    .then(() => launcher.stop())
    .catch((error: unknown) => {
      console.error(`Sortie did not stop cleanly: ${String(error)}`);
      exitCode = 1;
    })
    .then(() => process.exit(exitCode));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!ending) say('Stopping …');
    end();
  });
}

async function start(): Promise<void> {
  try {
    const running = await launcher.start();
    // The story sends mail: it is told where mail is caught, and nowhere else.
    if (!values['no-demo-data'] && running.mail !== null) await loadDemoData(dist, dataDir, say);
    if (ending) return;
    say(values['stores-only'] ? storesRun(dataDir) : greeting(running, dataDir));
  } catch (error) {
    if (ending) return; // it failed because it is being stopped
    exitCode = 1;
    console.error(explain(error, readRunning(dataDir)?.apiUrl));
    end();
  }
}

function storesRun(dir: string): string {
  return `The stores of ${dir} run, without API and worker: for \`sortie restore\` and \`sortie log\`. Ctrl-C stops them.`;
}

const starting = start();
