import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { DemoReport } from './report.js';

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The demo as `npm run demo` starts it, on a few rows; `onOutput` hears everything so far. */
const demo = (
  args: readonly string[],
  onOutput?: (output: string, child: ChildProcessByStdio<null, Readable, null>) => void,
) => {
  const script = resolve('dist/tools/demo/src/main.js');
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    onOutput?.(output, child);
  });
  return new Promise<Ended>((done) => child.once('close', (code) => done({ code, output })));
};

const folderIn = (output: string): string => /\S+sortie-demo-\S+/.exec(output)?.[0] ?? '';

test.each([
  ['embedded', ['Stack: embedded']],
  ['scale-out', ['Stack: scale-out', 'EventStoreDB: TEST DOUBLE', expect.stringMatching(/^Redis: /)]],
])(
  'the main job holds on a few rows, %s, and nothing is left of it',
  async (stack, said) => {
    const { code, output } = await demo(['--recipients', '150', '--stack', stack, '--json']);
    const report = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as DemoReport;
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report).toMatchObject({
      ok: true,
      stack: said,
      contacts: { rows: 150 },
      run: { status: 'completed_with_failures' },
      replies: { human: 26, 'out-of-office': 5, bounce: 4, 'auto-reply': 2, 'opt-out': 2, complaint: 1 },
      attainment: { attained: 26, wanted: 20, reached: true },
    });
    expect(report.run.ledger.skipped).toMatchObject({
      'no-address': expect.any(Number),
      'missing-variable': expect.any(Number),
    });
    expect(code).toBe(0);
    expect(existsSync(folderIn(output))).toBe(false);
  },
  180_000,
);

test('Ctrl-C in the middle ends it and leaves nothing either', async () => {
  let asked = false;
  expect((await demo(['--stack', 'cloud'])).code).toBe(2);
  const { code, output } = await demo(['--recipients', '150'], (sofar, child) => {
    if (!asked && sofar.includes('2  Define')) asked = child.kill('SIGINT');
  });
  expect(code).toBe(130);
  expect(existsSync(folderIn(output))).toBe(false);
}, 120_000);
