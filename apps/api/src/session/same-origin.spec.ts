import { foreign, type Provenance } from './same-origin.js';

const plain = 'http://127.0.0.1:3000';
const tls = 'https://sortie.shop.example';

const own: Provenance = {
  method: 'POST',
  secFetchSite: 'same-origin',
  origin: plain,
  host: '127.0.0.1:3000',
  source: 'console',
};
const because = (changed: Partial<Provenance>, publicUrl = plain) => foreign({ ...own, ...changed }, publicUrl);

test("the console's own requests are let in", () => {
  expect(because({})).toBeNull();
  expect(because({ origin: null })).toBeNull();
  // Plain http of another machine: no browser says Sec-Fetch-Site there.
  const lan = { secFetchSite: null, origin: 'http://10.0.0.7:3000', host: '10.0.0.7:3000' };
  expect(because(lan)).toBeNull();
  expect(because({ method: 'GET', origin: null, source: null })).toBeNull();
  expect(because({ method: 'GET', origin: null, source: null, secFetchSite: 'none' })).toBeNull();
  expect(because({ method: 'GET', origin: null, source: null, secFetchSite: null })).toBeNull();
});

test.each(['cross-site', 'same-site', 'none', 'SAME-ORIGIN', 'same-origin, same-origin', ''])(
  'a change that a browser says is "%s" is not',
  (secFetchSite) => {
    expect(because({ secFetchSite })).toMatch(/elsewhere/);
  },
);

test.each(['cross-site', 'same-site'])('nor is a read that is %s: its answer could be measured', (secFetchSite) => {
  expect(because({ method: 'GET', origin: null, secFetchSite })).toMatch(/elsewhere/);
});

test.each([
  'http://127.0.0.1:8025',
  'http://localhost:3000',
  'https://127.0.0.1:3001',
  'http://evil.example',
  'http://127.0.0.1:3000.evil.example',
  'http://127.0.0.1:3000@evil.example',
  'http://127.0.0.1:3000/',
  'null',
  '',
])('a forged origin is refused whatever else is said: %s', (origin) => {
  expect(because({ origin })).toMatch(/another origin/);
  expect(because({ origin, secFetchSite: null })).toMatch(/another origin/);
  expect(because({ origin, method: 'GET' })).toMatch(/another origin/);
});

test('without the header, or with the one of another program, nothing is changed', () => {
  for (const source of [null, 'cli', 'Console', '']) expect(because({ source })).toMatch(/X-Sortie-Source/);
});

test('a change that says nothing of where it comes from is refused', () => {
  expect(because({ secFetchSite: null, origin: null })).toMatch(/neither/);
});

test('with a public address of https, plain http counts on this machine only', () => {
  expect(because({ origin: tls, host: 'sortie.shop.example' }, tls)).toBeNull();
  // A proxy that names itself: the public address still is the one in the browser's bar.
  expect(because({ origin: tls, host: 'api:3000' }, tls)).toBeNull();
  expect(because({}, tls)).toBeNull();
  expect(because({ origin: 'http://sortie.shop.example', host: 'sortie.shop.example' }, tls)).toMatch(/another origin/);
  expect(because({ origin: 'https://inside:8443', host: 'inside:8443' }, tls)).toBeNull();
  expect(because({ origin: 'https://inside', host: 'inside:443' }, tls)).toBeNull();
});
