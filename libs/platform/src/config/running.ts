import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Environment } from './config.js';

/** What a running `npm start` tells the other programs of its data folder: where everything ended up. */
export interface Running {
  /** Process id of the launcher. */
  readonly pid: number;
  readonly databaseUrl: string;
  /** Absent: the log is in PostgreSQL. */
  readonly eventStoreUrl?: string;
  /** Absent: the queue is in PostgreSQL. */
  readonly redisUrl?: string;
  /** Address of the API, without a slash at the end. */
  readonly apiUrl: string;
  /** Where replies and bounces are taken by SMTP. */
  readonly inbound: { readonly host: string; readonly port: number };
  /** The development mail server; null when SMTP_URL names a real one. */
  readonly mail: { readonly smtpUrl: string; readonly pageUrl: string } | null;
}

function runningFile(dataDir: string): string {
  return join(dataDir, 'running.json');
}

/** Null when nothing runs on the folder. After a crash it may name what has ended: then connections are refused. */
export function readRunning(dataDir: string): Running | null {
  try {
    return JSON.parse(readFileSync(runningFile(dataDir), 'utf8')) as Running;
  } catch {
    return null; // missing: nothing runs; it is never half written
  }
}

/** For the launcher. The file holds the passwords of the stores, so that only its owner may read it. */
export function writeRunning(dataDir: string, running: Running): void {
  const draft = `${runningFile(dataDir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, runningFile(dataDir));
}

/** For the launcher, after everything has stopped. */
export function removeRunning(dataDir: string): void {
  rmSync(runningFile(dataDir), { force: true });
}

/** The environment completed by what `npm start` runs: lets `sortie … --local` find the stores without a setting. */
export function localEnvironment(env: Environment): Environment {
  const running = readRunning(env['DATA_DIR'] ?? '.sortie');
  if (running === null) return env;
  const { databaseUrl, eventStoreUrl, redisUrl } = running;
  return { DATABASE_URL: databaseUrl, EVENTSTORE_URL: eventStoreUrl, REDIS_URL: redisUrl, ...env };
}
