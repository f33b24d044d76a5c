import { spawnSync } from 'node:child_process';
import { controllers } from '../src/areas.js';
import { routesOf } from '../src/http/route-table.js';
import { openApi } from '../src/openapi/documents.js';

test('the committed documents and client types are those of the code', () => {
  // From the build: there the swagger plugin has noted what the DTOs look like.
  const { status, stderr } = spawnSync(process.execPath, ['dist/apps/api/src/openapi/write.js', '--check'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

/** Signing in proves a key by itself, and signing out needs none. */
const forAnybody = ['POST /v1/session', 'DELETE /v1/session'];

test('every route under /v1 is described, with who may and what can be refused', () => {
  const { paths } = openApi();
  const described = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ line: `${method.toUpperCase()} ${path}`, operation })),
  );
  const routes = routesOf(controllers).filter(({ path }) => path.startsWith('/v1/'));
  expect(
    described
      .map(({ line }) => line)
      .filter((line) => line.includes(' /v1/'))
      .toSorted(),
  ).toEqual(routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`).toSorted());
  for (const { line, operation } of described) {
    expect([line, operation]).toMatchObject([line, { responses: { default: expect.anything() } }]);
    if (line.includes(' /v1/') && !forAnybody.includes(line))
      expect([line, operation]).toMatchObject([line, { security: [{ key: [] }, { session: [] }] }]);
  }
});

test('every reference of the document leads somewhere', () => {
  const document = openApi();
  const referred = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
  const names = Object.keys(document.components?.schemas ?? {});
  expect([...new Set(referred)].filter((name) => name === undefined || !names.includes(name))).toEqual([]);
});
