import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestApi, type TestApi } from '../../api/test/api.js';
import { cli, type CliRun, type CliSettings } from './cli-run.js';

let api: TestApi;
let folder: string;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  folder = mkdtempSync(join(tmpdir(), 'sortie-cli-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await api.stop();
});

const sortie = (argv: readonly string[], settings: CliSettings = {}): Promise<CliRun> =>
  cli(argv, { ...settings, env: { SORTIE_URL: api.url, SORTIE_KEY: api.keys.manager, ...settings.env } });

const defined = async (kind: string, definition: object): Promise<string> => {
  const { json } = await sortie([kind, 'define', '--file', '-', '--json'], { input: JSON.stringify(definition) });
  return json.id;
};

const unused = '0'.repeat(26);

test('a goal from its definition to its archive', async () => {
  const made = await sortie(['goals', 'define', '--set', 'name=Win back', '--set', 'statement=Have them order again']);
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^Defined goal \w{26}: version 1, active\n$/) });
  const id = made.out.split(' ')[2]?.slice(0, 26) ?? '';

  const revised = await sortie([
    'goals',
    'revise',
    id,
    '--set',
    'windowHours=72',
    '--summary',
    'Three days',
    '--based-on',
    '1',
  ]);
  expect(revised).toMatchObject({ code: 0, out: `Published goal ${id}: version 2, active\n` });
  expect(await sortie(['goals', 'revise', id, '--set', 'windowHours=1', '--based-on', '1'])).toMatchObject({
    code: 1,
    said: 'It has changed since: the newest version is 2, not 1.\n',
  });
  expect((await sortie(['goals', 'diff', id, '1', '2'])).out).toBe('/windowHours\n  + 72\n');
  expect((await sortie(['goals', 'versions', id])).out).toMatch(/VERSION.*\n +2 .*Three days.*\n +1 /);
  expect((await sortie(['goals', 'show', id, '--version', '1', '--json'])).json).toMatchObject({ version: 1 });
  expect((await sortie(['goals', 'show', id])).out).toMatch(/windowHours: 72\n/);
  expect((await sortie(['goals', 'list', '--name', 'win'])).out).toContain(id);
  expect(await sortie(['goals', 'used-by', id])).toMatchObject({ code: 0, said: 'Nothing uses it.\n' });
  expect((await sortie(['goals', 'archive', id, '--reason', 'over'])).out).toContain('version 2, archived');
  expect(await sortie(['goals', 'revise', id, '--set', 'windowHours=1'])).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^The present state does not allow it: .*\n {2}allowed now: nothing\n$/),
  });
});

test('a refusal names every fault by its place and ends with 1', async () => {
  const refused = await sortie([
    'goals',
    'define',
    '--set',
    'name=x',
    '--set',
    'windowHours=soon',
    '--set',
    'colour=red',
  ]);
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(/^The request is not valid: 3 faults\n/);
  for (const pointer of ['/statement', '/windowHours', '/colour']) expect(refused.said).toContain(`  ${pointer}: `);
  expect(await sortie(['goals', 'show', unused])).toMatchObject({
    code: 1,
    said: 'There is no such thing: there is no such goal\n',
  });
});

test('misuse ends with 2, before anything is asked', async () => {
  const misused = [
    ['nonsense'],
    ['goals'],
    ['goals', 'define'],
    ['goals', 'show'],
    ['goals', 'list', '--status', 'asleep'],
    ['goals', 'list', '--limit', 'many'],
    ['contacts', 'erase', 'ann'],
    ['hold', 'on'],
    ['run', unused, '--to', 'me@example.org'],
    ['find', 'nobody'],
    ['drafts', 'approve'],
  ];
  for (const argv of misused) expect({ argv, ...(await sortie(argv)) }).toMatchObject({ argv, code: 2, out: '' });
  const input = '{"email": "ann@example.org", }';
  const { code, said } = await sortie(['goals', 'define', '--file', '-'], { input });
  expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining('standard input is not JSON') });
  expect(said).not.toContain('ann@');
});

test('no API ends with 3 and says how to start one', async () => {
  const env = { SORTIE_URL: 'http://127.0.0.1:1', SORTIE_KEY: api.keys.admin };
  expect(await sortie(['goals', 'list'], { env })).toMatchObject({
    code: 3,
    said: expect.stringContaining('npm start'),
  });
});

test('another service at the address is told apart from an API', async () => {
  const other = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>hello</p>'));
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const env = { SORTIE_URL: `http://127.0.0.1:${port}`, SORTIE_KEY: 'sortie_x' };
  expect(await sortie(['goals', 'list'], { env })).toMatchObject({
    code: 3,
    said: expect.stringContaining('another service'),
  });
  other.close();
});

test('the key of the data folder is shown to no other machine', async () => {
  const { dataDir } = api.installation.config;
  const far = await cli(['goals', 'list', '--url', 'http://sortie.example'], { env: { DATA_DIR: dataDir } });
  expect(far).toMatchObject({ code: 2, said: expect.stringContaining('another machine') });
});

describe('contacts', () => {
  const csv = 'externalId,email,name,tags\nann,ann@example.org,Ann,vip\nbob,no address,Bob,\n';

  test('a file is imported row by row, and every refused row is told', async () => {
    const file = join(folder, 'people.csv');
    writeFileSync(file, csv);
    const imported = await sortie(['contacts', 'import', file]);
    expect(imported.code).toBe(1);
    expect(imported.out).toMatch(/created +1\n/);
    expect(imported.out).toMatch(/broken-address/);
    const id = /^import +(\w{26})/.exec(imported.out)?.[1] ?? '';
    expect((await sortie(['contacts', 'import-report', id, '--all'])).out).toContain('broken-address');
    const whole = await sortie(['contacts', 'import', '-', '--format', 'ndjson', '--json'], {
      input: '{"externalId":"cid","email":"cid@example.org"}\n',
    });
    expect(whole).toMatchObject({ code: 0, json: { created: 1, source: 'standard input' } });
    expect((await sortie(['contacts', 'import', join(folder, 'none.csv')])).code).toBe(2);
    expect(await sortie(['contacts', 'import', file], { env: { SORTIE_KEY: api.keys.viewer } })).toMatchObject({
      code: 1,
      said: expect.stringContaining('does not permit'),
    });
  });

  test('one is put, shown, found, reported on and erased', async () => {
    const put = ['contacts', 'put', 'dee', '--set', 'email=dee@example.org', '--set', 'consent.email=granted'];
    expect((await sortie(put)).out).toMatch(/consent +email granted\n/);
    expect((await sortie(['contacts', 'show', 'dee'])).out).toMatch(/email +dee@example.org\n/);
    expect((await sortie(['contacts', 'find', 'DEE@example.org'])).out).toContain('dee');
    expect((await sortie(['contacts', 'list', '--limit', '1', '--all', '--json'])).json.items.length).toBeGreaterThan(
      2,
    );
    const event = ['contact-events', 'add', '--id', 'order-1', '--contact', 'dee', '--type', 'purchase'];
    expect(await sortie(event)).toMatchObject({ code: 0, out: 'Recorded order-1.\n' });
    expect(await sortie(['contacts', 'erase', 'dee'], { answer: 'n' })).toMatchObject({
      code: 1,
      said: 'Nothing was done.\n',
    });
    expect((await sortie(['contacts', 'erase', 'dee', '--yes'])).out).toMatch(/^Erased\./);
    expect((await sortie(['contacts', 'show', 'dee'])).code).toBe(1);
  });

  test('a segment is counted and sampled, saved or not', async () => {
    const id = await defined('segments', { name: 'VIPs', filter: { tag: 'vip' } });
    expect((await sortie(['segments', 'count', id])).out).toBe('1\n');
    expect((await sortie(['segments', 'sample', id, '--size', '1'])).out).toContain('ann@example.org');
    const input = JSON.stringify({ filter: { tag: 'nobody' } });
    expect(await sortie(['segments', 'sample', '--file', '-'], { input })).toMatchObject({
      out: '',
      said: '0 of 0 contacts.\n',
    });
  });

  test('an address is suppressed and released', async () => {
    expect((await sortie(['suppressions', 'add', 'x@example.org', '--reason', 'asked'])).out).toBe('Suppressed.\n');
    expect((await sortie(['suppressions', 'list', '--address', 'X@example.org'])).out).toContain('operator since');
    expect((await sortie(['suppressions', 'release', 'x@example.org'])).out).toBe('Released.\n');
    expect((await sortie(['suppressions', 'list', '--address', 'x@example.org'])).said).toMatch(/^No suppressions\./);
  });
});

test('a sender is defined and asked to prove itself', async () => {
  const id = await defined('senders', {
    name: 'Care',
    channel: 'email',
    from: { name: 'Care', address: 'care@shop.example' },
    provider: 'smtp',
    limits: { perSecond: 20 },
  });
  expect(await sortie(['senders', 'verify', id, '--to', 'me@example.org'])).toMatchObject({ code: 0 });
  expect((await sortie(['senders', 'show', id])).out).toMatch(/verified +no\n/);
});

test('a campaign is tried before it runs', async () => {
  await sortie(['contacts', 'put', 'eve', '--set', 'name=Eve', '--set', 'tags=["club"]']);
  const id = await defined('campaigns', {
    name: 'Spring',
    channel: 'noop',
    goal: await defined('goals', { name: 'Hear', statement: 'Hear from them' }),
    segment: await defined('segments', { name: 'Club', filter: { tag: 'club' } }),
    instructions: { prose: '', sections: { opening: 'Dear {{ contact.name }}' } },
    template: { text: '{{ instructions.opening }}, {{ discount }}' },
    writer: 'template',
    reviewer: 'none',
  });
  const preflight = await sortie(['campaigns', 'preflight', id]);
  expect(preflight).toMatchObject({ code: 1, said: 'Version 1 cannot run now.\n' });
  expect(preflight.out).toMatch(/blocks +inactive/);
  expect(preflight.out).toMatch(/variable-missing/);
  expect(await sortie(['campaigns', 'missing', id])).toMatchObject({
    code: 1,
    out: expect.stringContaining('"discount"'),
  });
  expect(await sortie(['campaigns', 'preview', id, '--contacts', 'eve'])).toMatchObject({ code: 1 });

  await sortie(['campaigns', 'revise', id, '--set', 'defaults.discount=10']);
  const preview = await sortie(['campaigns', 'preview', id, '--contacts', 'eve', '--variables']);
  expect(preview.out).toContain('text: Dear Eve, 10\n');
  expect(preview.out).toMatch(/discount +10 {2}\(/);
  expect((await sortie(['campaigns', 'activate', id])).out).toBe(`Activated campaign ${id}: version 2, active\n`);
  expect(await sortie(['campaigns', 'preflight', id])).toMatchObject({ code: 0, said: 'Version 2 can run.\n' });
  expect((await sortie(['campaigns', 'pause', id])).out).toContain('paused');
  expect((await sortie(['campaigns', 'duplicate', id, '--name', 'Summer'])).out).toContain('version 1, draft');
});
