import { eventStoreAddress } from './event-store-address.js';

const addressOf = (url: string): unknown => {
  const parsed = eventStoreAddress(url);
  return parsed.ok ? parsed.value : parsed.fault;
};

test.each(['esdb', 'kurrentdb', 'kurrent', 'kdb'])('%s:// names a server, with or without discovery', (scheme) => {
  expect(addressOf(`${scheme}://127.0.0.1?tls=false`)).toEqual({
    hosts: [{ address: '127.0.0.1', port: 2113 }],
    discover: false,
    tls: false,
    caFile: null,
    user: null,
    settings: {},
  });
  expect(addressOf(`${scheme}+discover://ops:p%40ss%3Aw@cluster.example.com:2114`)).toMatchObject({
    hosts: [{ address: 'cluster.example.com', port: 2114 }],
    discover: true,
    tls: true,
    user: { username: 'ops', password: 'p@ss:w' },
  });
});

test('hosts of a cluster and the options are read', () => {
  expect(addressOf('esdb://a:b@n1:2111,n2,n3:2113/?tlsCAFile=/ca.crt&keep_alive_interval=20000')).toMatchObject({
    hosts: [
      { address: 'n1', port: 2111 },
      { address: 'n2', port: 2113 },
      { address: 'n3', port: 2113 },
    ],
    caFile: '/ca.crt',
    settings: { keepAliveInterval: 20_000 },
  });
});

test.each([
  ['http://u:hunter2@host', 'must be a URL such as'],
  ['esdb://u:hunter2@', 'must be a URL such as'],
  ['esdb://u:hunter2@ho st', 'must name hosts'],
  ['esdb://u:hunter2@host:99999', 'must name hosts'],
  ['esdb+discover://u:hunter2@a,b', 'one host after +discover'],
  ['esdb://hunter2@host', 'must hold user:password before the @'],
  ['esdb://u:hunter2%@host', 'must hold user:password before the @'],
  ['esdb://host', 'asks for them'],
  ['esdb://u:hunter2@host?tls=perhaps', 'wrong value'],
  ['esdb://u:hunter2@host?tlsVerifyCert=false', 'by tlsCAFile instead'],
  ['esdb://u:hunter2@host?userCertFile=x', 'unknown option'],
])('%s is refused without the password', (url, reason) => {
  expect(addressOf(url)).toEqual(expect.stringContaining(reason));
  expect(addressOf(url)).not.toContain('hunter2');
});
