import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readPage, tableUnder } from '../docs/page.js';
import { commandsIn } from '../docs/shell.js';
import { requireBuild } from '../support/built.js';
import { eventually } from '../support/eventually.js';

// What README.md promises of the demo data, typed as it stands there.
const heading = 'Find out why a run looks wrong';
const page = readPage('README.md');
const story = page.blocks.find(({ section }) => section === heading)?.text ?? '';

let folder: string;
let launcher: ChildProcess;
let said = '';

beforeAll(async () => {
  requireBuild();
  folder = mkdtempSync(join(tmpdir(), 'sortie-readme-'));
  chmodSync(folder, 0o755);
  const env = { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data') };
  launcher = spawn(process.execPath, [resolve('dist/tools/launcher/src/main.js')], { env, stdio: 'pipe' });
  for (const stream of [launcher.stdout, launcher.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await eventually(() => said.includes('npx sortie --help') || launcher.exitCode !== null, { patienceMs: 100_000 });
  expect(existsSync(join(folder, 'data/demo-data-loaded')) ? 'loaded' : said).toBe('loaded');
}, 120_000);

afterAll(async () => {
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  if (launcher.exitCode === null && launcher.kill('SIGTERM')) await ended;
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** The command line as it is installed, on the data folder of this test. */
const sortie = async (words: readonly string[]): Promise<Ran> => {
  const env = { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data') };
  const run = promisify(execFile)(process.execPath, ['tools/bin/sortie.mjs', ...words], { env });
  return run.then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  );
};

const answered = async (words: readonly string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await sortie([...words, '--json'])).output) as Record<string, unknown>;

/** What the words in capitals stand for. */
const idsOfTheStory = async (): Promise<Readonly<Record<string, string>>> => {
  const [find] = commandsIn(story);
  const { replies } = (await answered(find?.words.slice(2) ?? [])) as {
    replies: { communicationId: string; runId: string }[];
  };
  const [reply] = replies;
  const { campaignId } = await answered(['communications', 'show', reply?.communicationId ?? '']);
  return { COMMUNICATION: reply?.communicationId ?? '', RUN: reply?.runId ?? '', CAMPAIGN: String(campaignId) };
};

test('the five commands of the README find the cause, and show what it says they show', async () => {
  const ids = await idsOfTheStory();
  const shown = textsShown(heading);
  for (const [at, { words }] of commandsIn(story).entries()) {
    const { code, output } = await sortie(words.slice(2).map((word) => ids[word] ?? word));
    expect({ words, code }).toEqual({ words, code: 0 });
    for (const text of shown[at] ?? []) expect(output).toContain(text);
  }
  expect(shown.flat().length).toBeGreaterThan(6);

  const replay = await sortie(['runs', 'replay', ids['RUN'] ?? '', '--verify']);
  expect(replay).toMatchObject({ code: 0 });
});

/** The texts in back-ticks of the table's second column, row by row. */
const textsShown = (section: string): readonly (readonly string[])[] => {
  const rows = (page.sections.get(section) ?? '').split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toHaveLength(tableUnder(page, section).length);
  return rows.map((row) => [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text));
};

test('the demo data has a run in every status that lasts, and two other causes to find', async () => {
  const { counts } = (await answered(['runs', 'counters'])) as { counts: Record<string, number> };
  const lasting = ['scheduled', 'running', 'awaiting_approval', 'paused', 'completed', 'failed', 'cancelled'];
  expect(Object.keys(counts)).toEqual(expect.arrayContaining([...lasting, 'completed_with_failures']));

  const third = await runCalled('third-wave');
  const { items } = (await answered(['runs', 'communications', third])) as { items: { id: string; status: string }[] };
  // Some guests are at home in Hamburg: the wrong ones are those whose shop another file has overwritten.
  const overwritten = async (): Promise<boolean> => {
    for (const { id, status } of items) {
      if (status !== 'accepted') continue;
      const { output } = await sortie(['communications', 'show', id]);
      if (/shop .*"Hamburg".*crm-export\.csv row/.test(output)) return true;
    }
    return false;
  };
  expect(await overwritten()).toBe(true);
  expect((await sortie(['runs', 'show', await runCalled('fourth-wave')])).output).toContain('goal v2');
});

const runCalled = async (name: string): Promise<string> => {
  const { items } = (await answered(['runs', 'list', '--meta', `story=${name}`])) as { items: { id: string }[] };
  return items[0]?.id ?? '';
};

test('what the runbook looks at first is there and finds nothing broken', async () => {
  for (const words of [
    'doctor',
    'doctor --local',
    'hold list',
    'projections list',
    'parked list',
    'queue reconcile',
    'health',
  ])
    expect({ words, ...(await sortie(words.split(' '))) }).toMatchObject({ words, code: 0 });
});
