import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A file that must not be, and a word of the sentence that says why. */
const forbidden: readonly (readonly [file: string, line: string, because: string])[] = [
  ['libs/domain/src/run/a.ts', `import { x } from 'pg';`, 'imports nothing outside itself'],
  ['libs/domain/src/run/b.ts', `import { x } from '#platform/ids.js';`, 'imports nothing outside itself'],
  ['libs/domain/src/run/c.ts', `export const now = () => Date.now();`, 'Time is an input'],
  ['libs/domain/src/run/d.ts', `export const dice = () => Math.random();`, 'Chance is an input'],
  ['libs/domain/src/run/e.ts', `export const env = () => process.env;`, 'does not know where it runs'],
  ['libs/platform/src/a.ts', `import { x } from '#eventstore/port.js';`, 'what the other libraries stand on'],
  ['libs/eventstore/src/a.ts', `import { x } from '#readmodel/runner.js';`, 'never the other way round'],
  ['libs/vault/src/a.ts', `import { x } from '#eventstore/port.js';`, 'must be erasable'],
  ['libs/vault/src/b.ts', `import { x } from '@eventstore/db-client';`, 'EventStoreDB belong'],
  ['libs/readmodel/src/a.ts', `import { x } from 'bullmq';`, 'Queue'],
  ['libs/readmodel/src/b.ts', `import { x } from '@nestjs/common';`, 'Nest'],
  ['libs/readmodel/src/c.ts', `import { x } from '../../vault/src/contacts/read.js';`, 'through its alias'],
  ['libs/transfer/src/a.ts', `import { x } from '#client/client.js';`, 'nothing that works with them'],
  ['libs/readmodel/src/d.ts', `import { x } from '#transfer/start-check.js';`, 'not the reverse'],
  ['libs/client/src/a.ts', `import { x } from '#domain/events.js';`, 'nothing behind it'],
  ['apps/api/src/a.ts', `import { x } from 'bullmq';`, 'never touches the queue'],
  ['apps/api/src/b.ts', `import { x } from '../../worker/src/carry-out.js';`, 'Apps never import apps'],
  ['apps/worker/src/a.ts', `import { x } from '../../api/src/server.js';`, 'Apps never import apps'],
  ['apps/worker/src/b.ts', `import { x } from '@eventstore/db-client';`, 'stays in libs/eventstore'],
  ['apps/cli/src/a.ts', `import { x } from '@nestjs/common';`, 'speaks HTTP'],
  ['apps/console/src/a.ts', `import { x } from '#domain/events.js';`, 'speaks HTTP'],
  ['apps/console/src/b.ts', `import { x } from '../../api/src/server.js';`, 'Apps never import apps'],
  ['tools/demo/src/a.ts', `import { x } from '../../../apps/api/src/server.js';`, 'from outside'],
];

/** The same kinds of import where they belong. */
const allowed: readonly (readonly [file: string, line: string])[] = [
  ['libs/domain/src/run/ok.ts', `import { x } from '../kernel/message.js';`],
  ['libs/eventstore/src/ok.ts', `import { x } from '@eventstore/db-client';`],
  ['libs/readmodel/src/ok.ts', `import { x } from '#vault/contacts/read.js';`],
  ['libs/transfer/src/ok.ts', `import { x } from '#vault/contacts/read.js';`],
  ['apps/worker/src/ok.ts', `import { x } from 'bullmq';`],
  ['apps/api/src/ok.ts', `import { x } from '@nestjs/common';`],
  ['apps/cli/src/ok.ts', `import { x } from '#client/client.js';`],
  ['apps/console/src/ok.tsx', `import { x } from '#client/client.js';`],
];

let folder: string;
let messages: Map<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sortie-lint-'));
  // Types are not needed here, and their checker would not be found from there.
  const config = readFileSync('.oxlintrc.json', 'utf8').replace('"typeAware": true', '"typeAware": false');
  writeFileSync(join(folder, '.oxlintrc.json'), config);
  for (const [file, line] of [...forbidden, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), line.startsWith('import') ? `${line}\nexport const y = x;\n` : `${line}\n`);
  }
  const oxlint = resolve('node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '-c', '.oxlintrc.json', '--format', 'json'], { cwd: folder });
  const { diagnostics }: { diagnostics: { filename: string; help?: string; message: string }[] } = JSON.parse(
    String(stdout),
  );
  messages = new Map();
  for (const { filename, help, message } of diagnostics) {
    messages.set(filename, `${messages.get(filename) ?? ''}${message} ${help ?? ''}\n`);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(forbidden)('%s may not hold %s', (file, _line, because) => {
  expect(messages.get(file)).toContain(because);
});

test.each(allowed)('%s may hold %s', (file) => {
  expect(messages.get(file)).toBeUndefined();
});
