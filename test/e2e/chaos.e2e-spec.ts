import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { requireBuild } from '../support/built.js';
import { figure } from '../support/figure.js';

/** What a machine may take that does much else at the same time, ms. */
const patienceMs = 480_000;

beforeAll(requireBuild);

const chaos = async (...words: readonly string[]): Promise<{ readonly code: unknown; readonly said: string }> => {
  const program = resolve('dist/test/chaos/main.js');
  const child = spawn(process.execPath, [program, ...words]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = await once(child, 'close');
  return { code, said };
};

/** Each type once, in the order of the seed. */
const fixed = {
  embedded: [
    'worker-kill',
    'worker-kill-in-data',
    'worker-kill-before-settle',
    'worker-pause',
    'api-kill-between-append-and-answer',
    'projector-kill',
    'postgres-restart',
    'pool-exhausted',
    'smtp-4xx-data',
    'smtp-accepts-then-dies',
    'smtp-late-250',
    'partition',
    'link-cut',
    'duplicate-jobs',
    'duplicate-mail',
    'hostile-mail',
  ],
  'scale-out': [
    'redis-flush',
    'redis-restart-empty',
    'eventstore-down',
    'eventstore-answer-dropped-after-commit',
    'eventstore-subscriptions-silent',
    'poison-event',
    'poison-job',
  ],
} as const;

test.each(Object.entries(fixed))(
  'clients, faults and a history on the stack %s: the checker finds 0 violations',
  async (stack, faults) => {
    const folder = mkdtempSync(join(tmpdir(), 'sortie-chaos-spec-'));
    const plan = ['--seed', '7', '--minutes', '0', '--stack', stack, '--faults', faults.join(',')];
    const { code, said } = await chaos(...plan, '--out', join(folder, 'history'));
    // The history of a failure stays where the text says: the next run is another one.
    if (code !== 0) throw new Error(said);
    const [injections] = /^injections .*? types/m.exec(said) ?? [];
    expect(injections).toBe(`injections ${faults.length} of ${faults.length} types`);
    figure(`chaos on ${stack}: ${injections}, 0 violations`);
    rmSync(folder, { recursive: true, force: true });
  },
  patienceMs,
);
