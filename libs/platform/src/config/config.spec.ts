import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadConfig, type Environment } from './config.js';
import { ensureKeys } from './keys.js';

const folder = mkdtempSync(join(tmpdir(), 'sortie-config-'));
const minimal: Environment = { DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/sortie', DATA_DIR: folder };

beforeAll(() => void ensureKeys(folder));
afterAll(() => rmSync(folder, { recursive: true }));

function faultsOf(env: Environment): string[] {
  const loaded = loadConfig(env);
  return loaded.ok ? [] : loaded.faults;
}

test('a database is enough: everything else has a default', () => {
  expect(loadConfig(minimal)).toMatchObject({
    ok: true,
    config: {
      dataDir: folder,
      redis: { url: null, allowNoPersistence: false },
      http: { host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000' },
      smtpUrl: null,
      inbound: { port: 2525, domain: 'replies.localhost' },
      outboundHttp: { allow: [], secrets: {} },
      logLevel: 'info',
    },
  });
});

test('every fault is listed at once', () => {
  const faults = faultsOf({
    DATA_DIR: join(folder, 'elsewhere'),
    SORTIE_HTTP_PORT: '70000',
    SORTIE_LOG_LEVEL: 'loud',
    SORTIE_OUTBOUND_ALLOW: '10.0.0.0/8, 10.0.0.0/99',
    SORTIE_CHANNEL_RUNS: 'email=4,email=5',
    SORTIE_TIME_ZONE: '+01:00',
    SMTP_URL: 'http://mail.example.com',
    SORTIE_HTPP_HOST: '0.0.0.0',
    EVENTSTORE_URL: 'esdb://127.0.0.1?tls=of course',
    REDIS_URL: 'memcached://127.0.0.1',
    SORTIE_REDIS_ALLOW_NO_PERSISTENCE: 'yes',
  });
  expect(faults).toEqual([
    expect.stringContaining('DATABASE_URL is required'),
    expect.stringContaining('EVENTSTORE_URL has an unknown option or a wrong value'),
    expect.stringContaining('REDIS_URL must be a URL such as redis://'),
    'SORTIE_REDIS_ALLOW_NO_PERSISTENCE must be true or false',
    'SORTIE_HTTP_PORT must be a port, 1 to 65535',
    'SMTP_URL must be a URL that starts with smtp:// or smtps://',
    'SORTIE_OUTBOUND_ALLOW must list host names or ranges such as 10.0.0.0/8; wrong: 10.0.0.0/99',
    'SORTIE_CHANNEL_RUNS must give each of email, http, noop at most once, with a number from 1 to 1000, such as email=4',
    'SORTIE_TIME_ZONE must be an IANA time zone such as Europe/Berlin',
    'SORTIE_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal',
    'SORTIE_HTPP_HOST is not a setting of Sortie',
    expect.stringContaining('keys.json is missing'),
  ]);
});

test('runs under way at a time are counted by channel', () => {
  expect(loadConfig({ ...minimal, SORTIE_CHANNEL_RUNS: ' email=4, http=1000' })).toMatchObject({
    config: { channelRuns: { email: 4, http: 1000 } },
  });
  expect(faultsOf({ ...minimal, SORTIE_CHANNEL_RUNS: 'fax=4' })).toHaveLength(1);
});

test('a fault never repeats a value that may be a secret', () => {
  const urls = {
    DATABASE_URL: 'mysql://u:hunter2@db/x',
    SMTP_URL: 'hunter2',
    REDIS_URL: 'redis://u:hunter2@x:y',
  };
  const faults = faultsOf({ ...minimal, ...urls });
  expect(faults).toHaveLength(3);
  expect(faults.join()).not.toContain('hunter2');
});

test('secrets are found under the name that senders use', () => {
  const loaded = loadConfig({ ...minimal, SORTIE_SECRET_PARTNER_HOOK: 'whsec_x' });
  expect(loaded).toMatchObject({ ok: true, config: { outboundHttp: { secrets: { 'partner-hook': 'whsec_x' } } } });
});

test('the public URL has no slash at its end, and an IPv6 host is put in brackets', () => {
  expect(loadConfig({ ...minimal, SORTIE_PUBLIC_URL: 'https://run.example.com/' })).toMatchObject({
    config: { http: { publicUrl: 'https://run.example.com' } },
  });
  expect(loadConfig({ ...minimal, SORTIE_HTTP_HOST: '::1' })).toMatchObject({
    config: { http: { publicUrl: 'http://[::1]:3000' } },
  });
});

test('the settings of the command line are no faults', () => {
  expect(faultsOf({ ...minimal, SORTIE_URL: 'https://run.example.com', SORTIE_KEY: 'sortie_x' })).toEqual([]);
});
