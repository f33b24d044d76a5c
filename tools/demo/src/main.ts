import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createClient } from '#client/client.js';
import { runDemo, whereToLook } from './demo.js';
import { reportLines } from './report.js';
import { readExamples } from './set-up-campaign.js';
import { openStack, stackLines, stackOf } from './stack.js';
import { openTerminal } from './terminal.js';
import { ThrowAway } from './throw-away.js';

const usage = `npm run demo -- [options]
  --recipients N  use the first N rows of examples/contacts.csv
  --stack NAME    embedded (default), scale-out, postgres-redis or eventstore-postgres: on the servers that EVENTSTORE_URL
                  and REDIS_URL name, which should be empty, else on a test double and a redis-server of its own
  --json          print the report as one last line
  --keep          go on running after the demo, until Ctrl-C`;

const root = fileURLToPath(new URL('../../../../', import.meta.url));

const readArguments = () => {
  try {
    const { values } = parseArgs({
      options: {
        recipients: { type: 'string' },
        stack: { type: 'string', default: 'embedded' },
        json: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const rows = values.recipients === undefined ? null : Number(values.recipients);
    if (rows !== null && !(Number.isSafeInteger(rows) && rows > 0))
      throw new Error('--recipients takes a whole number from 1 on');
    return { ...values, rows, stackName: stackOf(values.stack) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
};

const { rows, json, keep, help, stackName } = readArguments();
if (help) {
  console.log(usage);
  process.exit(0);
}

const terminal = openTerminal(process.stdout);
const stop = new AbortController();
let broken: string | null = null;
const stack = await openStack(stackName);
const service = new ThrowAway(
  join(root, 'dist'),
  // What the apps complain of while they are being stopped is no news.
  (line) => stop.signal.aborted || terminal.line(line),
  (reason) => {
    broken = reason;
    stop.abort();
  },
  stack.settings,
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stop.signal.aborted) terminal.line('Stopping …');
    stop.abort();
    // A start that is under way ends as soon as it notices; the main flow waits for it.
    void service.stop().catch(() => undefined);
  });
}

const demonstrate = async (): Promise<number> => {
  terminal.line(`Starting Sortie on a throw-away folder: ${service.dataDir}`);
  for (const line of stackLines(stack)) terminal.line(line);
  const { running, key } = await service.start();
  const client = createClient({ baseUrl: running.apiUrl, key, signal: stop.signal });
  const session = { client, signal: stop.signal };
  const examples = readExamples(join(root, 'examples'));
  const report = await runDemo({ session, running, examples, rows, terminal, stack: stackLines(stack) });
  for (const line of reportLines(report)) terminal.line(line);
  for (const line of whereToLook(report, running, service.dataDir, keep)) terminal.line(line);
  if (keep) {
    terminal.line('\nStill running; Ctrl-C stops it and deletes the folder.');
    await new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  }
  if (json) console.log(JSON.stringify(report));
  return report.ok ? 0 : 1;
};

const finish = async (): Promise<number> => {
  try {
    return await demonstrate();
  } catch (error) {
    if (stop.signal.aborted && broken === null) return 130;
    console.error(`The demo failed: ${broken ?? (error instanceof Error ? error.message : String(error))}`);
    return 1;
  } finally {
    await service.stop();
    await stack.stop();
  }
};

process.exitCode = await finish();
