import { type Config, fields } from './config.js';
import { shownSettings } from './shown.js';

const ring = { current: 'a', keys: { a: Buffer.from('signs-hunter2') } };

const config: Config = {
  databaseUrl: 'postgresql://sortie:p@ss-hunter2@db.example:5432/sortie?sslpassword=hunter2',
  eventStoreUrl: 'esdb://ops:hunter2@n1:2111,n2?tls=true',
  redis: { url: 'redis://:hunter2@cache:6379/1', allowNoPersistence: false },
  dataDir: '/var/lib/sortie',
  http: { host: '0.0.0.0', port: 3000, publicUrl: 'https://run.example.com' },
  smtpUrl: 'smtps://mailer:hunter2@mail.example.com:465',
  inbound: { host: '127.0.0.1', port: 2525, domain: 'replies.example.com' },
  outboundHttp: { allow: ['10.0.0.0/8'], secrets: { 'partner-hook': 'whsec_hunter2' } },
  channelRuns: { email: 4 },
  timeZone: 'Europe/Berlin',
  logLevel: 'info',
  keys: {
    databasePassword: 'hunter2',
    suppressionKey: Buffer.from('hunter2'),
    unsubscribe: ring,
    reply: ring,
    localApiKey: 'sortie_hunter2',
  },
};

test('every setting is shown, and no secret', () => {
  const shown = shownSettings(config);
  expect(JSON.stringify(shown)).not.toContain('hunter2');
  expect(shown.map(({ variable }) => variable)).toEqual([
    ...Object.values(fields).map(({ variable }) => variable),
    'SORTIE_SECRET_PARTNER_HOOK',
  ]);
  const values = Object.fromEntries(shown.map(({ variable, value }) => [variable, value]));
  expect(values).toMatchObject({
    DATABASE_URL: 'postgresql://…@db.example:5432/sortie?…',
    EVENTSTORE_URL: 'esdb://…@n1:2111,n2?…',
    REDIS_URL: 'redis://…@cache:6379/1',
    SMTP_URL: 'smtps://…@mail.example.com:465',
    SORTIE_PUBLIC_URL: 'https://run.example.com',
    SORTIE_CHANNEL_RUNS: 'email=4',
  });
});

test('what is not set is told apart from what is masked', () => {
  const shown = shownSettings({ ...config, smtpUrl: null, outboundHttp: { allow: [], secrets: {} } });
  expect(shown.find(({ variable }) => variable === 'SMTP_URL')).toMatchObject({ value: null, masked: false });
  expect(shown.find(({ variable }) => variable === 'DATABASE_URL')).toMatchObject({ masked: true });
});
