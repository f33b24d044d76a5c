import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { loadConfig } from '#platform/config/config.js';
import { errorText } from '#platform/database/error-text.js';
import { startFaults } from '#transfer/start-check.js';
import { queueFaults } from './queue/open-queue.js';
import { WorkerModule } from './worker.module.js';

// Events that all parts of this process share live for seconds, long enough to count as old. Left to itself the heap grows to
// three or four times what is in use before it is cleared of them.
setFlagsFromString('--heap-growing-percent=100');

function refuse(faults: readonly string[]): never {
  process.stderr.write(`The worker cannot start:\n${faults.map((fault) => `- ${fault}\n`).join('')}`);
  process.exit(78); // EX_CONFIG of sysexits.h: starting again does not help
}

const loaded = loadConfig(process.env);
if (!loaded.ok) refuse(loaded.faults);
const faults = await queueFaults(loaded.config);
if (faults.length > 0) refuse(faults);
const log = pino({ name: 'worker', level: loaded.config.logLevel });
const unfit = await startFaults(loaded.config).catch((error: unknown): never => {
  log.fatal({ err: errorText(error) }, 'the stores cannot be looked at: start again when they answer');
  process.exit(69); // EX_UNAVAILABLE of sysexits.h
});
if (unfit.length > 0) refuse(unfit);

// What nobody expected leaves the process in a state that nobody knows: end it, its batches are taken over.
process.on('unhandledRejection', (error) => {
  log.fatal({ err: error instanceof Error ? error.stack : String(error) }, 'unhandled rejection');
  process.exit(70); // EX_SOFTWARE
});

const app = await NestFactory.createApplicationContext(WorkerModule.for(loaded.config, log), { logger: false });
let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'worker stops: what is in flight is settled first');
    void app.close().then(() => {
      log.info('worker stopped');
      process.exit(0);
    });
  });
}
log.info('worker ready');
