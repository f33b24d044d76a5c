import { parseRedisAddress } from './redis-address.js';

const plain = { tls: false, cluster: false, username: null, password: null, db: 0 };

test.each([
  ['redis://cache', { ...plain, hosts: [{ host: 'cache', port: 6379 }] }],
  ['redis://10.0.0.1:6380/3', { ...plain, hosts: [{ host: '10.0.0.1', port: 6380 }], db: 3 }],
  ['redis://[::1]:6380', { ...plain, hosts: [{ host: '::1', port: 6380 }] }],
  ['redis://:s%40crt@cache', { ...plain, hosts: [{ host: 'cache', port: 6379 }], password: 's@crt' }],
  [
    'rediss://ann:a%3Ab@cache:6390',
    { ...plain, tls: true, hosts: [{ host: 'cache', port: 6390 }], username: 'ann', password: 'a:b' },
  ],
  [
    'rediss+cluster://ann:x@one,two:7001',
    {
      ...plain,
      tls: true,
      cluster: true,
      username: 'ann',
      password: 'x',
      hosts: [
        { host: 'one', port: 6379 },
        { host: 'two', port: 7001 },
      ],
    },
  ],
])('%s', (url, value) => {
  expect(parseRedisAddress(url)).toEqual({ ok: true, value });
});

test.each([
  'http://cache',
  'redis://',
  'redis://cache:0',
  'redis://cache:70000',
  'redis://one,two',
  'redis://one,,two',
  'redis+cluster://one/2',
  'redis://user:hunter2@cache?family=6',
  'redis://user:hunter2%zz@cache',
  'redis://user:hunt/er2@cache',
])('%s is refused, and a password is not repeated', (url) => {
  const parsed = parseRedisAddress(url);
  expect(parsed).toEqual({ ok: false, fault: expect.any(String) });
  expect(JSON.stringify(parsed)).not.toContain('hunt');
});
