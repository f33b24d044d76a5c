import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestApi, type TestApi } from './api.js';

const page = '<!doctype html><title>Sortie</title><script type="module" src="/assets/main-Ab12.js"></script>';
const script = `export const words = ${JSON.stringify('word '.repeat(2000))};`;

let folder: string;
let api: TestApi;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sortie-console-'));
  mkdirSync(join(folder, 'console/assets'), { recursive: true });
  mkdirSync(join(folder, 'console/.vite'));
  writeFileSync(join(folder, 'console/index.html'), page);
  writeFileSync(join(folder, 'console/theme.js'), 'document.title;');
  writeFileSync(join(folder, 'console/assets/main-Ab12.js'), script);
  writeFileSync(join(folder, 'console/.vite/manifest.json'), '{}');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  api = await startTestApi({ consoleFolder: join(folder, 'console') });
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  api.request(`GET ${path}`, { as: 'nobody', headers });
/** As a browser does that opens an address. */
const open = (path: string) => get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });

test('the page answers at every address of the console, and is asked for anew each time', async () => {
  for (const path of [
    '/',
    '/runs',
    '/runs/abc/overview?at=3',
    '/contacts/ada@shop.example',
    '/runsv1',
    '/docs-of-ours',
  ]) {
    const { status, headers, text } = await open(path);
    expect({ path, status, text }).toEqual({ path, status: 200, text: page });
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-cache');
  }
  const etag = (await open('/')).headers.get('etag') ?? '';
  expect((await get('/', { 'if-none-match': etag })).status).toBe(304);
});

test('what the API has not, the console has not either', async () => {
  for (const path of [
    '/v1',
    '/v1/',
    '/v1/nothing',
    '/health/nothing',
    '/problems/',
    '/unsubscribe',
    '/assets/old-Zz99.js',
  ])
    expect(await open(path)).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
  // Not opened by a browser: a script that is gone must not be a page.
  for (const path of ['/runs', '/favicon.ico', '/theme2.js'])
    expect(await get(path)).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
  expect((await api.request('POST /runs', { as: 'nobody' })).status).toBe(404);
});

test('files come by their names alone: no path leads out of the folder', async () => {
  const { status, headers, text } = await get('/assets/main-Ab12.js');
  expect({ status, text }).toEqual({ status: 200, text: script });
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect((await get('/theme.js')).headers.get('cache-control')).toBe('no-cache');
  const out = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '//secret.txt',
  ];
  for (const path of [...out, '/.vite/manifest.json', '/assets', '/assets/', '/console/index.html']) {
    const answer = await get(path);
    expect({ path, status: answer.status }).toEqual({ path, status: 404 });
    expect(answer.text).not.toContain('secret"');
  }
});

test('large files are sent small to whoever takes that', async () => {
  const raw = await fetch(`${api.url}/assets/main-Ab12.js`, { headers: { 'accept-encoding': 'gzip' } });
  expect(raw.headers.get('vary')).toContain('accept-encoding');
  expect(Number(raw.headers.get('content-length'))).toBeLessThan(script.length / 10);
  expect(await raw.text()).toBe(script);
  const plain = await fetch(`${api.url}/assets/main-Ab12.js`, { headers: { 'accept-encoding': 'identity' } });
  expect(Number(plain.headers.get('content-length'))).toBe(script.length);
});

test('a browser lets its pages do nothing but what the console does', async () => {
  const { headers } = await open('/runs');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain('report-uri /csp-reports');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('permissions-policy')).toContain('camera=()');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
});

test('reports are counted by directive, and what they say beyond it is not repeated', async () => {
  const report = (body: unknown) =>
    api.request('POST /csp-reports', { as: 'nobody', body, headers: { 'content-type': 'application/csp-report' } });
  const said = { 'effective-directive': 'script-src-elem', 'blocked-uri': 'inline', 'document-uri': 'http://x/?q=ada' };
  expect((await report({ 'csp-report': said })).status).toBe(204);
  expect((await report({ 'csp-report': { 'effective-directive': 'ada@shop.example' } })).status).toBe(204);
  expect((await report({ other: 1 })).status).toBe(204);
  const { text } = await get('/metrics');
  expect(text).toContain('sortie_policy_reports_total{directive="script-src-elem"} 1');
  expect(text).toContain('sortie_policy_reports_total{directive="other"} 2');
  expect(text).not.toContain('ada');
  expect((await report('x'.repeat(20_000))).status).toBe(413);
  expect((await api.request('POST /csp-reports', { as: 'nobody', body: {} })).status).toBe(415);
});

test('without a built console the API says so', async () => {
  const bare = await startTestApi();
  const answer = await bare.request('GET /', { as: 'nobody' });
  expect(answer).toMatchObject({ status: 404, body: { code: 'console-not-built' } });
  expect(answer.body.detail).toContain('npm run build');
  expect((await bare.request('GET /v1/goals')).status).not.toBe(404);
  await bare.stop();
});
