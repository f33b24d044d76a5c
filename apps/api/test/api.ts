import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createKey } from '#platform/access/keys.js';
import type { Role } from '#platform/access/roles.js';
import type { Clock } from '#platform/clock.js';
import { loadConfig } from '#platform/config/config.js';
import { ensureKeys } from '#platform/config/keys.js';
import { Leases } from '#platform/leases/leases.js';
import { runProjections } from '#readmodel/runner/run-projections.js';
import { freshDatabase } from '../../../test/support/database.js';
import { openLog } from '../src/http/request-log.js';
import { type Installation, openInstallation } from '../src/installation.js';
import { createApi } from '../src/server.js';

export interface ApiRequest {
  readonly as?: Role | 'nobody';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line no-explicit-any -- what a test expects of it is the test's own check
  readonly body: any;
  readonly text: string;
}

/** A listening API with a database of its own and a key for every role. */
export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly installation: Installation;
  readonly url: string;
  readonly keys: Readonly<Record<Role, string>>;
  /** `GET /v1/goals`, as an admin unless told otherwise; a body that is not a string goes as JSON. */
  request(line: string, request?: ApiRequest): Promise<ApiResponse>;
  stop(): Promise<void>;
}

export interface TestApiOptions {
  readonly clock?: Clock;
  readonly env?: Readonly<Record<string, string>>;
  /** Where a built console lies; none when absent. */
  readonly consoleFolder?: string;
  /** Also what a worker does for the lists. */
  readonly readModels?: boolean;
}

export const startTestApi = async (options: TestApiOptions = {}): Promise<TestApi> => {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'sortie-api-'));
  ensureKeys(dataDir);
  const loaded = loadConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    SORTIE_LOG_LEVEL: 'fatal',
    ...options.env,
  });
  if (!loaded.ok) throw new Error(loaded.faults.join('; '));
  const installation = await openInstallation(loaded.config, options.clock ? { clock: options.clock } : {});
  const app = await createApi(installation, openLog(loaded.config.logLevel), options.consoleFolder ?? dataDir);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${address.port}`;
  const key = async (role: Role): Promise<string> =>
    (await createKey(installation.pool, { owner: `${role} of the test`, role })).secret;
  const keys: Record<Role, string> = {
    viewer: await key('viewer'),
    operator: await key('operator'),
    manager: await key('manager'),
    service: await key('service'),
    admin: await key('admin'),
  };
  const stopReadModels = options.readModels ? runReadModels(installation) : () => undefined;
  return {
    app,
    installation,
    url,
    keys,
    request: (line, request = {}) => send(url, keys, line, request),
    async stop() {
      await stopReadModels();
      await app.close();
      await database.drop();
      rmSync(dataDir, { recursive: true });
    },
  };
};

/** A second copy of the API on the same stores. */
export const startBeside = async ({ installation }: TestApi): Promise<{ url: string; stop(): Promise<void> }> => {
  const beside = await openInstallation(installation.config);
  const app = await createApi(beside, openLog('fatal'), installation.config.dataDir);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.getHttpServer().address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, stop: () => app.close() };
};

/** Returns what stops them. */
const runReadModels = ({ pool, store }: Installation): (() => Promise<void>) => {
  const stop = new AbortController();
  const running = runProjections(
    {
      pool,
      store,
      leases: new Leases(pool, 'test'),
      leaseMs: 5_000,
      report: (news) => {
        if (news.kind === 'parked') throw new Error(`${news.projection} parked an event`);
      },
    },
    stop.signal,
  );
  return async () => {
    stop.abort();
    await running;
  };
};

const send = async (
  url: string,
  keys: Readonly<Record<Role, string>>,
  line: string,
  { as = 'admin', body, headers = {} }: ApiRequest,
): Promise<ApiResponse> => {
  const [method = 'GET', path = '/'] = line.split(' ');
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(as === 'nobody' ? {} : { authorization: `Bearer ${keys[as]}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
};
